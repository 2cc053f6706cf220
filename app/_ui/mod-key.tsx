'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined
const isApple = () => /mac|iphone|ipad/i.test(navigator.platform)

/** Returns the key that goes with shortcuts on this system: "⌘" or "Ctrl". */
export function useModKey(): string {
  return useSyncExternalStore(never, isApple, () => false) ? '⌘' : 'Ctrl'
}

/** The key that goes with shortcuts on this system, as its cap shows it. */
export const ModKey = () => useModKey()
