'use client'

const KEY = 'semascope-last-list'

/** Returns the address of the list that this browser last added to; empty if there is none. */
export function lastList(): string {
  try {
    return window.localStorage.getItem(KEY) ?? ''
  } catch {
    return ''
  }
}

/** Keeps the list that was added to, so that the next feature goes there by two keys. */
export function keepLastList(slug: string): void {
  try {
    window.localStorage.setItem(KEY, slug)
  } catch {
    // a browser that stores nothing offers the list that changed last
  }
}
