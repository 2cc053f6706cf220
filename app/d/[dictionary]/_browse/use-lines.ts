'use client'

import { observeWindowOffset, useWindowVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { heightOf, type Scale, toLayout, toWindow } from './scale'

/** Lines kept above and below the window. */
const BEYOND = 16
/** What a server, which knows no window, takes a window for. */
const INITIAL = { width: 1440, height: 1000 }

interface Measure {
  /** Height of a line in px. */
  readonly line: number
  /** Items in a line. */
  readonly columns: number
  /** Place of the list below the top of the document in px. */
  readonly top: number
}

interface Options {
  /** The element whose children are the lines: a table body or a grid. */
  readonly list: RefObject<HTMLElement | null>
  readonly count: number
  /** Items that the document has. */
  readonly given: number
  /** What the sticky heads cover at the top of the window, and bars at its end, in px. */
  readonly covered: { readonly top: number; readonly bottom: number }
}

/**
 * Returns which items of a long list are near the window, and the room of those before and after. All lines are equally
 * high, so one of them (`data-line`) is measured. A list that is taller than browsers can lay out is scrolled in proportion.
 */
export function useLines({ list, count, given, covered }: Options) {
  const [measure, setMeasure] = useState<Measure>({ line: 29, columns: 1, top: 0 })
  const [isReady, setReady] = useState(false)
  const { line, columns, top } = measure
  const lines = Math.ceil(count / columns)
  const scale: Scale = { top, layout: lines * line, window: 0 }
  const known = useRef(scale)
  known.current = scale

  const virtualizer = useWindowVirtualizer<HTMLElement>({
    count: lines,
    estimateSize: () => line,
    scrollMargin: top,
    overscan: BEYOND,
    initialRect: INITIAL,
    observeElementOffset: (instance, say) =>
      observeWindowOffset(instance, (offset, isScrolling) =>
        say(toLayout(offset, { ...known.current, window: window.innerHeight }), isScrolling),
      ),
  })

  const look = useCallback(() => {
    const element = list.current
    const probe = element?.querySelector('[data-line]')
    if (!element || !probe) return
    const height = probe.getBoundingClientRect().height
    const style = getComputedStyle(element)
    const next = {
      line: height > 0 ? height : 29,
      columns: style.display === 'grid' ? style.gridTemplateColumns.split(' ').length : 1,
      top: element.getBoundingClientRect().top + window.scrollY,
    }
    setMeasure((before) =>
      before.line === next.line && before.columns === next.columns && Math.abs(before.top - next.top) < 0.5
        ? before
        : next,
    )
    setReady(true)
  }, [list])

  useLayoutEffect(() => {
    look()
    const observer = new ResizeObserver(look)
    observer.observe(document.body)
    if (list.current) observer.observe(list.current)
    return () => observer.disconnect()
  }, [look, list])

  // biome-ignore lint/correctness/useExhaustiveDependencies: lines of another height are measured anew
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, line, columns])

  const show = useCallback(
    (place: number, align: 'start' | 'auto' = 'auto') => {
      const at = known.current
      const now = { ...at, window: window.innerHeight }
      const start = at.top + Math.floor(place / columns) * line
      const offset = toLayout(window.scrollY, now)
      const room = window.innerHeight - covered.bottom
      if (align === 'start' || start - offset < covered.top)
        window.scrollTo(0, toWindow(start - covered.top, now))
      else if (start + line - offset > room) window.scrollTo(0, toWindow(start + line - room, now))
    },
    [columns, line, covered.top, covered.bottom],
  )

  const items = isReady ? virtualizer.getVirtualItems() : []
  const from = isReady ? (items[0]?.index ?? 0) * columns : 0
  const to = Math.min(count, isReady ? ((items.at(-1)?.index ?? -1) + 1) * columns : given)
  const height = heightOf(scale.layout)
  const shift = isReady ? shiftOf(virtualizer, known.current) : 0
  const before = Math.max(0, Math.round((from / columns) * line - shift))
  const after = Math.max(0, Math.round(height - before - Math.ceil((to - from) / columns) * line))
  return {
    from,
    to,
    before,
    after,
    columns,
    line,
    show,
    isReady,
    firstSeen: () => seen(virtualizer, measure),
  }
}

/** Returns how far the lines near the window are drawn above their place in a list that was never scaled. */
function shiftOf(virtualizer: Virtualizer<Window, HTMLElement>, scale: Scale): number {
  if (heightOf(scale.layout) === scale.layout) return 0
  const offset = virtualizer.scrollOffset ?? 0
  return offset - toWindow(offset, { ...scale, window: window.innerHeight })
}

/** Returns the first item in the window. */
function seen(virtualizer: Virtualizer<Window, HTMLElement>, { line, columns, top }: Measure): number {
  return Math.max(0, Math.floor(((virtualizer.scrollOffset ?? 0) - top) / line)) * columns
}
