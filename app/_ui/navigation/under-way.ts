'use client'

import { useSyncExternalStore } from 'react'

/** The address that a navigation left from; null while none is under way. */
let left: string | null = null
const listeners = new Set<() => void>()

function set(next: string | null): void {
  if (next === left) return
  left = next
  for (const listen of listeners) listen()
}

const withoutHash = ({ pathname, search }: URL | Location) => pathname + search

/** Notes that a navigation began, unless it stays on the page. Next.js tells it through instrumentation-client.ts. */
export function navigationBegan(to: string): void {
  const here = withoutHash(window.location)
  if (withoutHash(new URL(to, window.location.href)) !== here) set(here)
}

/** Notes which page stands. If it is another than the one that was left, the navigation is over. */
export function pageStands(path: string, search: string): void {
  if (left !== null && left !== path + (search && `?${search}`)) set(null)
}

function subscribe(listen: () => void): () => void {
  listeners.add(listen)
  return () => listeners.delete(listen)
}

/** Returns true while another page is on its way. */
export function useUnderWay(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => left !== null,
    () => false,
  )
}
