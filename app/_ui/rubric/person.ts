'use client'

import { useSyncExternalStore } from 'react'
import { useAccount } from '../account/account-context'

const KEY = 'semascope-person'
const listeners = new Set<() => void>()

function subscribe(listen: () => void): () => void {
  listeners.add(listen)
  window.addEventListener('storage', listen)
  return () => {
    listeners.delete(listen)
    window.removeEventListener('storage', listen)
  }
}

/** The name as it is kept now; empty for none. */
export function knownPerson(): string {
  return read().trim()
}

/** An account's name stands on the page itself. */
function read(): string {
  const { person } = document.body.dataset
  if (person !== undefined) return person
  try {
    return window.localStorage.getItem(KEY) ?? ''
  } catch {
    return ''
  }
}

/** The name a person signs labels and scores with: their account's, or one kept in this browser alone. */
export function usePerson(): readonly [string, (name: string) => void] {
  const account = useAccount()
  const name = useSyncExternalStore(subscribe, read, () => '')
  return [account?.name ?? name, setPerson]
}

/** Keeps the name for this browser. */
export function setPerson(name: string): void {
  try {
    window.localStorage.setItem(KEY, name)
  } catch {
    // a browser that keeps nothing asks again next time
  }
  for (const listen of listeners) listen()
}
