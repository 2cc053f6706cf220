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

/** Returns the name that is kept at this moment; empty if there is none. */
export function knownPerson(): string {
  return read().trim()
}

/** Returns the name of the account, which the page itself carries. */
function read(): string {
  const { person } = document.body.dataset
  if (person !== undefined) return person
  try {
    return window.localStorage.getItem(KEY) ?? ''
  } catch {
    return ''
  }
}

/** Returns the name that signs labels and scores: the name of the account, or one kept only in this browser. */
export function usePerson(): readonly [string, (name: string) => void] {
  const account = useAccount()
  const name = useSyncExternalStore(subscribe, read, () => '')
  return [account?.name ?? name, setPerson]
}

/** Keeps the name in this browser. */
export function setPerson(name: string): void {
  try {
    window.localStorage.setItem(KEY, name)
  } catch {
    // a browser that stores nothing asks again next time
  }
  for (const listen of listeners) listen()
}
