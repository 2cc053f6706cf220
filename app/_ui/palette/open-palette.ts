'use client'

const OPEN = 'semascope-palette'

/** Opens the palette. */
export function openPalette(): void {
  window.dispatchEvent(new Event(OPEN))
}

/** Listens for requests to open the palette. Returns a function that stops listening. */
export function onOpenPalette(open: () => void): () => void {
  window.addEventListener(OPEN, open)
  return () => window.removeEventListener(OPEN, open)
}
