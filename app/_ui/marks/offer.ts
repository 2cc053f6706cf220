'use client'

import { useSyncExternalStore } from 'react'
import { knownPerson } from '../rubric/person'

/** What was just done and can be taken back, or what went wrong; the toast of every page shows the latest. */
export interface Offer {
  readonly words: string
  /** For /changes/{change}/undo; null when there is nothing to take back. */
  readonly change: number | null
  readonly person: string
  /** Shows the page as it is after taking back. */
  readonly after: () => void
  readonly isFailure: boolean
  /** Whether taking it back does again what was taken back. */
  readonly isUndo: boolean
}

let current: Offer | null = null
const listeners = new Set<() => void>()

function set(offer: Offer | null): void {
  current = offer
  for (const listen of listeners) listen()
}

/** Says what was done and offers to take it back. Nothing is said of a write that changed nothing. */
export function offerUndo(done: {
  readonly words: string
  readonly change: number | null
  readonly after?: () => void
  readonly isUndo?: boolean
}): void {
  const { words, change, after = () => undefined, isUndo = false } = done
  if (change !== null) set({ words, change, after, isUndo, person: knownPerson(), isFailure: false })
}

export function sayFailure(words: string): void {
  set({ words, change: null, person: '', after: () => undefined, isFailure: true, isUndo: false })
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
