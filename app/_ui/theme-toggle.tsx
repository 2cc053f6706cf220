'use client'

import { chooseTheme, useTheme } from './chosen-theme'
import { Button } from './kit/button'
import { THEMES, type Theme } from './theme'

/** Switches between system, light and dark. A cookie keeps the choice, so that the server can render it. */
export function ThemeToggle({ initial }: { initial: Theme }) {
  const theme = useTheme(initial)
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]
  return (
    <Button
      size="icon"
      variant="quiet"
      className="flex-none"
      aria-label={`Theme: ${theme}. Switch to ${next}`}
      onClick={() => chooseTheme(next)}
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
