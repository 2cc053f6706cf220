'use client'

import { type RefObject, useLayoutEffect } from 'react'

/** The address that Back or Forward led to, until a page has used it. */
let returnedTo: string | null = null
if (typeof window !== 'undefined')
  window.addEventListener('popstate', () => {
    returnedTo = window.location.pathname
  })

/** Where the page and its columns stood, by path. */
const kept = new Map<string, readonly number[]>()
const KEPT = 50

/**
 * Keeps where the page and its scrolling columns stand, and puts them there again when a reader returns by Back or Forward. The
 * browser alone would restore the page before its content is there, and never the columns.
 */
export function useKeptScroll(
  page: RefObject<HTMLElement | null>,
  columns: readonly RefObject<HTMLElement | null>[],
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the columns are the same ones for the life of the page
  useLayoutEffect(() => {
    const path = window.location.pathname
    const places = kept.get(path)
    const restore = () => {
      if (!places) return
      const [top, ...tops] = places
      window.scrollTo(0, top)
      for (const [at, top] of tops.entries()) columns[at].current?.scrollTo(0, top)
    }
    const returned = returnedTo === path
    returnedTo = null
    let frame = 0
    if (returned) {
      restore()
      // the browser scrolls once more after the address has changed
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(restore)
      })
    }
    const keep = () => {
      // a page that is going away is hidden before the address changes, and the shorter one scrolls
      if (window.location.pathname !== path || !page.current?.checkVisibility()) return
      kept.delete(path)
      kept.set(path, [window.scrollY, ...columns.map(({ current }) => current?.scrollTop ?? 0)])
      for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest)
    }
    // scroll does not bubble, so it is caught on its way down
    window.addEventListener('scroll', keep, { capture: true, passive: true })
    return () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('scroll', keep, { capture: true })
    }
  }, [])
}
