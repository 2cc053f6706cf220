'use client'

import { useSyncExternalStore } from 'react'
import { knownPerson } from '../rubric/person'

/** The last change, which can be undone, or the last failure. The toast of every page shows it. */
export interface Offer {
  readonly words: string
  /** The changes that one press undoes; none if there is nothing to undo. */
  readonly changes: readonly number[]
  readonly person: string
  /** Shows the page again after the change was undone. */
  readonly after: () => void
  readonly isFailure: boolean
  /** True if the change was an undo itself, so that undoing it is a redo. */
  readonly isUndo: boolean
}

let current: Offer | null = null
const listeners = new Set<() => void>()

function set(offer: Offer | null): void {
  current = offer
  for (const listen of listeners) listen()
}

/** Shows what was done and offers to undo it. A write that changed nothing is not shown. */
export function offerUndo(done: {
  readonly words: string
  /** The change, or several that are undone together; null or none if nothing changed. */
  readonly change: number | readonly number[] | null
  readonly after?: () => void
  readonly isUndo?: boolean
}): void {
  const { words, change, after = () => undefined, isUndo = false } = done
  const changes = typeof change === 'number' ? [change] : (change ?? [])
  if (changes.length > 0) set({ words, changes, after, isUndo, person: knownPerson(), isFailure: false })
}

export function sayFailure(words: string): void {
  set({ words, changes: [], person: '', after: () => undefined, isFailure: true, isUndo: false })
}

export const dismissOffer = () => set(null)

function subscribe(listen: () => void): () => void {
  listeners.add(listen)
  return () => listeners.delete(listen)
}

export function useOffer(): Offer | null {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  )
}
