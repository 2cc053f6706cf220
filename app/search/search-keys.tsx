'use client'

import { useMemo } from 'react'
import { useKeys } from '@/app/_ui/keys'

/** Registers the keys of the page: arrows step through the found features, digits choose a token. */
export function SearchKeys() {
  const keys = useMemo(
    () => [
      { keys: 'ArrowDown', does: 'next feature', run: step(1) },
      { keys: 'ArrowUp', does: 'previous feature', run: step(-1) },
      ...[1, 2, 3, 4, 5].map((nth) => ({
        keys: String(nth),
        does: `token ${nth}`,
        run: () => document.querySelectorAll<HTMLElement>('[data-choice]')[nth - 1]?.click(),
      })),
    ],
    [],
  )
  useKeys(keys)
  return null
}

function step(by: 1 | -1) {
  return (event: KeyboardEvent) => {
    const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
    const focused = rows.findIndex((row) => row.matches(':focus'))
    const target = rows[focused + by] ?? rows[0]
    if (!target) return
    event.preventDefault()
    target.focus()
  }
}
