'use client'

import { useSyncExternalStore } from 'react'
import { THEME_COOKIE, type Theme } from './theme'

const YEAR = 365 * 24 * 3600

let chosen: Theme | null = null
const listeners = new Set<() => void>()

/** Shows the page in a theme. A cookie keeps the choice, so that the server can render it. */
export function chooseTheme(theme: Theme): void {
  chosen = theme
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and on plain http
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR}; samesite=lax`
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Returns the chosen theme: what the server knew, until another is chosen. */
export const useTheme = (initial: Theme): Theme =>
  useSyncExternalStore(
    subscribe,
    () => chosen ?? initial,
    () => initial,
  )
