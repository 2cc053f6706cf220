'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { askPerson, type FeatureRef } from '@/app/_ui/marks/ask'
import { sayFailure } from '@/app/_ui/marks/offer'
import { messageOf } from '@/lib/errors'
import type { MarkWrite } from './apply'
import { LABELS, MARKS, SCORES } from './kinds'
import { writeOptions } from './written'

/** A write without its author, who is asked for when their name is not known. */
type Unsigned<Write> = Write extends unknown ? Omit<Write, 'person'> : never

/** Writes stars, tags and comments of a feature. Each is shown at once, signed, and offered to be undone. */
function useMarkWrite({ dictionary, feature }: FeatureRef) {
  const client = useQueryClient()
  const options = useMemo(
    () => writeOptions(client, MARKS, { dictionary, feature }),
    [client, dictionary, feature],
  )
  const { mutateAsync, isPending, isPaused } = useMutation(options)
  /** Resolves to true when it is stored. A failure is said in a message. */
  const write = async (unsigned: Unsigned<MarkWrite>): Promise<boolean> => {
    const person = await askPerson()
    if (person === null) return false
    try {
      await mutateAsync({ ...unsigned, person } as MarkWrite)
      return true
    } catch (error) {
      sayFailure(`Not saved: ${messageOf(error)}`)
      return false
    }
  }
  return { write, isPending, isPaused }
}

/** Stars a feature, or removes this person's star. */
export function useStar(on: FeatureRef) {
  const { write, ...state } = useMarkWrite(on)
  return { ...state, star: (starred: boolean) => write({ kind: 'star', starred }) }
}

/** Adds and removes tags of this person. */
export function useTag(on: FeatureRef) {
  const { write, ...state } = useMarkWrite(on)
  return {
    ...state,
    add: (tag: string) => write({ kind: 'tag', tag }),
    remove: (id: number, tag: string) => write({ kind: 'untag', id, tag }),
  }
}

/** Adds and removes comments of this person. */
export function useComment(on: FeatureRef) {
  const { write, ...state } = useMarkWrite(on)
  return {
    ...state,
    add: (text: string) => write({ kind: 'comment', text, at: new Date().toISOString() }),
    remove: (id: number) => write({ kind: 'uncomment', id }),
  }
}

/** Writes the label of a person. The mutation fails with `conflict` if somebody changed the label meanwhile. */
export function useLabel({ dictionary, feature }: FeatureRef) {
  const client = useQueryClient()
  return useMutation(writeOptions(client, LABELS, { dictionary, feature }))
}

/** Stores a person's scores by the rubric. */
export function useScore({ dictionary, feature }: FeatureRef) {
  const client = useQueryClient()
  return useMutation(writeOptions(client, SCORES, { dictionary, feature }))
}
