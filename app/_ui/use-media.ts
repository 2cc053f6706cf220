'use client'

import { useCallback, useSyncExternalStore } from 'react'

/** A window that is a phone's, or narrow: below the breakpoint `md` of the theme. */
export const NARROW = '(max-width: 53.7495rem)'

/** Returns true while a media query holds; false on the server and until the page is live. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listen: () => void) => {
      const media = window.matchMedia(query)
      media.addEventListener('change', listen)
      return () => media.removeEventListener('change', listen)
    },
    [query],
  )
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  )
}
