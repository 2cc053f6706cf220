'use client'

import { useEffect } from 'react'
import type { BrowseState } from '@/lib/contract/browse-query'

/** Where a reader was in a list: which list, how far the window was scrolled, and the selected row. */
interface Kept {
  readonly list: string
  readonly y: number
  readonly selected: number
}

const REST_MS = 120

/** Returns where the reader was at this step of the history, if it was in this list. */
export function keptPlace(list: BrowseState): Kept | null {
  const kept: unknown = window.history.state?.browsePlace
  if (typeof kept !== 'object' || kept === null) return null
  return (kept as Kept).list === JSON.stringify(list) ? (kept as Kept) : null
}

/**
 * Keeps the place in the list with the step of the history, so that Back returns to the same rows: when scrolling rests,
 * when the selection moves, and before a press that may leave the page.
 */
export function useKeptPlace(shown: BrowseState, selected: number): void {
  useEffect(() => {
    const list = JSON.stringify(shown)
    let timer: ReturnType<typeof setTimeout>
    const keep = () => {
      clearTimeout(timer)
      const browsePlace: Kept = { list, y: window.scrollY, selected }
      window.history.replaceState({ ...window.history.state, browsePlace }, '')
    }
    const rest = () => {
      clearTimeout(timer)
      timer = setTimeout(keep, REST_MS)
    }
    rest()
    window.addEventListener('scroll', rest, { passive: true })
    document.addEventListener('click', keep, { capture: true })
    document.addEventListener('keydown', keepBeforeEnter, { capture: true })
    function keepBeforeEnter(event: KeyboardEvent) {
      if (event.key === 'Enter') keep()
    }
    return () => {
      clearTimeout(timer)
      window.removeEventListener('scroll', rest)
      document.removeEventListener('click', keep, { capture: true })
      document.removeEventListener('keydown', keepBeforeEnter, { capture: true })
    }
  }, [shown, selected])
}
