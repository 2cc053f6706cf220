'use client'

import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react'

/** Height of an item if the style sheet does not give one. */
const FALLBACK = 28
/** Number of lines that are kept above and below the window. */
const BEYOND = 24
/** Steps in which the range moves, so that not every scroll event renders. */
const STEP = 8

export interface Shape {
  /** Height of a line in px. */
  readonly line: number
  /** Number of items per line. */
  readonly columns: number
}

/**
 * Returns which items of a long list are near the window. The custom property `--line-height-px` of the list gives the
 * height of every line, so only the beginning of the list is measured.
 */
export function useRange(list: RefObject<HTMLElement | null>, count: number, first: number) {
  const [shape, setShape] = useState<Shape>({ line: FALLBACK, columns: 1 })
  const [range, setRange] = useState({ from: 0, to: Math.min(first, count) })

  const look = useCallback(() => {
    const element = list.current
    if (!element) return
    const next = shapeOf(element)
    setShape((known) => (known.line === next.line && known.columns === next.columns ? known : next))
    const above = -element.getBoundingClientRect().top
    const top = Math.floor((above / next.line - BEYOND) / STEP) * STEP
    const bottom = Math.ceil(((above + window.innerHeight) / next.line + BEYOND) / STEP) * STEP
    const from = Math.min(Math.max(0, top * next.columns), Math.max(0, count - 1))
    const to = Math.min(count, Math.max(bottom * next.columns, 0))
    setRange((known) => (known.from === from && known.to === to ? known : { from, to }))
  }, [list, count])

  useLayoutEffect(look, [look])
  useEffect(() => {
    let frame = 0
    const schedule = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(look)
    }
    window.addEventListener('scroll', schedule, { passive: true })
    window.addEventListener('resize', schedule)
    return () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('scroll', schedule)
      window.removeEventListener('resize', schedule)
    }
  }, [look])

  return { range, shape }
}

function shapeOf(element: HTMLElement): Shape {
  const style = getComputedStyle(element)
  const line = Number.parseFloat(style.getPropertyValue('--line-height-px'))
  const tracks = style.display === 'grid' ? style.gridTemplateColumns.split(' ').length : 1
  return { line: line > 0 ? line : FALLBACK, columns: Math.max(1, tracks) }
}

/** Scrolls a line of the list into the window, below the sticky head. */
export function scrollToLine(list: HTMLElement, line: number, height: number, stuck: number): void {
  const top = list.getBoundingClientRect().top + line * height
  const bottom = top + height
  const room = window.innerHeight - 64
  if (top < stuck) window.scrollBy({ top: top - stuck })
  else if (bottom > room) window.scrollBy({ top: bottom - room })
}
