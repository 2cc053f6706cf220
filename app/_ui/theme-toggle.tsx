'use client'

import { useState } from 'react'
import { Button } from './kit/button'
import { THEME_COOKIE, THEMES, type Theme } from './theme'

const YEAR = 365 * 24 * 3600

function apply(theme: Theme) {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and on plain http
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR}; samesite=lax`
}

/** Switches between system, light and dark. A cookie keeps the choice, so that the server can render it. */
export function ThemeToggle({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial)
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]
  return (
    <Button
      size="icon"
      variant="quiet"
      className="flex-none"
      aria-label={`Theme: ${theme}. Switch to ${next}`}
      onClick={() => {
        setTheme(next)
        apply(next)
      }}
    >
      <svg className="size-4" viewBox="0 0 16 16" aria-hidden="true">
        <circle
          cx="8"
          cy="8"
          r="6.25"
          fill={theme === 'dark' ? 'currentColor' : 'none'}
          stroke="currentColor"
          strokeWidth="1.5"
        />
        {theme === 'system' ? <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor" /> : null}
        {theme === 'light' ? <circle cx="8" cy="8" r="2.5" fill="currentColor" /> : null}
      </svg>
    </Button>
  )
}
