'use client'

const OPEN = 'semascope-palette'

/** Asks the palette to open. */
export function openPalette(): void {
  window.dispatchEvent(new Event(OPEN))
}

/** Listens for being asked; answers how to stop. */
export function onOpenPalette(open: () => void): () => void {
  window.addEventListener(OPEN, open)
  return () => window.removeEventListener(OPEN, open)
}
