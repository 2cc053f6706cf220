'use client'

const OPEN = 'semascope-help'

/** Opens the list of all keys. */
export function openHelp(): void {
  window.dispatchEvent(new Event(OPEN))
}

/** Listens for requests to open the list of keys. Returns a function that stops listening. */
export function onOpenHelp(open: () => void): () => void {
  window.addEventListener(OPEN, open)
  return () => window.removeEventListener(OPEN, open)
}
