'use client'

import { useSyncExternalStore } from 'react'

const KEPT = 'semascope-keys'
const OFF = 'off'
const listeners = new Set<() => void>()

/** Returns true if keys that type a character are to do something; a person can switch them off in this browser. */
export function hasCharacterKeys(): boolean {
  try {
    return window.localStorage.getItem(KEPT) !== OFF
  } catch {
    return true
  }
}

/** Switches all keys that type a character on or off, in this browser. */
function setCharacterKeys(isOn: boolean): void {
  try {
    if (isOn) window.localStorage.removeItem(KEPT)
    else window.localStorage.setItem(KEPT, OFF)
  } catch {
    // a browser that stores nothing keeps the keys on
  }
  for (const listen of listeners) listen()
}

function subscribe(listen: () => void): () => void {
  listeners.add(listen)
  window.addEventListener('storage', listen)
  return () => {
    listeners.delete(listen)
    window.removeEventListener('storage', listen)
  }
}

/** Returns whether keys that type a character do something, and a function that switches them. */
export function useCharacterKeys(): readonly [boolean, (isOn: boolean) => void] {
  return [useSyncExternalStore(subscribe, hasCharacterKeys, () => true), setCharacterKeys]
}
