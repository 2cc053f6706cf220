'use client'

import { useSyncExternalStore } from 'react'
import { knownPerson } from '../rubric/person'

/** A change that can be undone, or a failure. The toasts of every page show the last few. */
export interface Offer {
  readonly id: number
  readonly words: string
  /** The changes that one press undoes; none if there is nothing to undo. */
  readonly changes: readonly number[]
  readonly person: string
  /** Runs after the change was undone, for what no query holds. */
  readonly after: () => void
  readonly isFailure: boolean
  /** True if the change was an undo itself, so that undoing it is a redo. */
  readonly isUndo: boolean
}

/** How many toasts stand over a page; the oldest makes room. */
const MOST = 4
const NONE: readonly Offer[] = []

let offers = NONE
let count = 0
const listeners = new Set<() => void>()

function set(next: readonly Offer[]): void {
  offers = next
  for (const listen of listeners) listen()
}

/** Adds a toast. One that says the same failure again takes the place of the one before. */
function add(offer: Omit<Offer, 'id'>): void {
  count += 1
  const others = offer.isFailure ? offers.filter(({ words }) => words !== offer.words) : offers
  set([...others, { ...offer, id: count }].slice(-MOST))
}

/** Says what was done and offers to undo it. A write that changed nothing is not said. */
export function offerUndo(done: {
  readonly words: string
  /** The change, or several that are undone together; null or none if nothing changed. */
  readonly change: number | readonly number[] | null
  readonly after?: () => void
  readonly isUndo?: boolean
}): void {
  const { words, change, after = () => undefined, isUndo = false } = done
  const changes = typeof change === 'number' ? [change] : (change ?? [])
  if (changes.length > 0) add({ words, changes, after, isUndo, person: knownPerson(), isFailure: false })
}

/** Says what failed. */
export function sayFailure(words: string): void {
  add({ words, changes: [], person: '', after: () => undefined, isFailure: true, isUndo: false })
}

export const dismissOffer = (id: number) => set(offers.filter((offer) => offer.id !== id))

function subscribe(listen: () => void): () => void {
  listeners.add(listen)
  return () => listeners.delete(listen)
}

/** Returns the toasts that are shown, oldest first. */
export function useOffers(): readonly Offer[] {
  return useSyncExternalStore(
    subscribe,
    () => offers,
    () => NONE,
  )
}
