'use client'

import { useEffect, useState } from 'react'
import type { TokenEffectsAnswer } from '@/lib/contract/feature-compute'
import { messageOf } from '@/lib/errors'
import { api } from '../data/client'

/** A token of a stored sequence, for which effects can be computed. */
export interface EffectsPlace {
  readonly dictionary: string
  readonly index: number
  readonly sequence: number
  readonly position: number
}

/** The pointer passes over many tokens; effects are requested only for a token on which it rests. */
const REST_MS = 60
/** Number of sequences whose effects a page remembers. */
const KEPT = 200

const asked = new Map<string, Promise<TokenEffectsAnswer>>()
const known = new Map<string, TokenEffectsAnswer>()

/** What is asked for, as a text that compares. */
const keyOf = ({ dictionary, index, sequence }: EffectsPlace) => JSON.stringify([dictionary, index, sequence])

function load(key: string): Promise<TokenEffectsAnswer> {
  const running = asked.get(key)
  if (running) return running
  const [dictionary, feature, sequence] = JSON.parse(key) as [string, number, number]
  const promise = api.features
    .effects({ params: { dictionary, feature }, query: { sequence } })
    .then((answer) => {
      for (const oldest of known.keys()) if (known.size >= KEPT) known.delete(oldest)
      known.set(key, answer)
      return answer
    })
    .finally(() => asked.delete(key))
  asked.set(key, promise)
  return promise
}

export type EffectsState =
  | { readonly status: 'none' | 'waiting' }
  | { readonly status: 'loaded'; readonly answer: TokenEffectsAnswer }
  | { readonly status: 'failed'; readonly message: string }

/** Returns the effects of a feature on the sequence of a token; they are requested once and remembered. */
export function useTokenEffects(place: EffectsPlace | undefined): EffectsState {
  const key = place ? keyOf(place) : null
  const [settled, setSettled] = useState<{ key: string; failure: string | null } | null>(null)
  useEffect(() => {
    if (!key || known.has(key)) return
    let live = true
    const done = (failure: string | null) => live && setSettled({ key, failure })
    const timer = setTimeout(() => {
      load(key).then(
        () => done(null),
        (error) => done(messageOf(error)),
      )
    }, REST_MS)
    return () => {
      live = false
      clearTimeout(timer)
    }
  }, [key])
  if (!key) return { status: 'none' }
  const answer = known.get(key)
  if (answer) return { status: 'loaded', answer }
  if (settled?.key === key && settled.failure !== null) return { status: 'failed', message: settled.failure }
  return { status: 'waiting' }
}
