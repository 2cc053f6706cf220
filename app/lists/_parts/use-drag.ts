'use client'

import { type PointerEvent, type RefObject, useRef, useState } from 'react'

interface Dragged {
  readonly from: number
  /** The place at which the entry would end. */
  readonly to: number
}

/** How near to an edge of the window the page scrolls while something is dragged, and how far each time, in px. */
const EDGE = 72
const STEP = 12

/**
 * Moves an entry of a list by its handle, with a mouse, a pen or a finger. The entries carry their place in `data-place`;
 * nothing moves until it is dropped, so that the list does not jump, and a line says where it would go. Escape drops it
 * where it was.
 */
export function useDrag(list: RefObject<HTMLElement | null>, drop: (from: number, to: number) => void) {
  const [dragged, setDragged] = useState<Dragged | null>(null)
  const latest = useRef<Dragged | null>(null)
  const set = (next: Dragged | null) => {
    latest.current = next
    setDragged(next)
  }

  const start = (event: PointerEvent<HTMLElement>, from: number) => {
    if (event.button !== 0) return
    const handle: HTMLElement = event.currentTarget
    const stop = new AbortController()
    const { signal } = stop
    handle.setPointerCapture(event.pointerId)
    set({ from, to: from })
    const end = (isDropped: boolean) => {
      stop.abort()
      const at = latest.current
      set(null)
      if (isDropped && at && at.to !== at.from) drop(at.from, at.to)
    }
    handle.addEventListener(
      'pointermove',
      ({ clientY }) => {
        if (clientY < EDGE) window.scrollBy(0, -STEP)
        if (clientY > window.innerHeight - EDGE) window.scrollBy(0, STEP)
        set({ from, to: placeAt(list.current, clientY, from) })
      },
      { signal },
    )
    handle.addEventListener('pointerup', () => end(true), { signal })
    handle.addEventListener('pointercancel', () => end(false), { signal })
    window.addEventListener('keydown', ({ key }) => key === 'Escape' && end(false), { signal })
  }

  /** Returns on which side of an entry the line stands, if it does. */
  const lineAt = (place: number): 'above' | 'below' | null => {
    if (!dragged || dragged.to !== place || dragged.to === dragged.from) return null
    return dragged.to < dragged.from ? 'above' : 'below'
  }
  return { from: dragged?.from ?? null, lineAt, start }
}

/** Returns the place of the entry under a height of the window, or of the nearest one. */
function placeAt(list: HTMLElement | null, y: number, otherwise: number): number {
  const entries = [...(list?.querySelectorAll<HTMLElement>('[data-place]') ?? [])]
  const found = entries.find((entry) => entry.getBoundingClientRect().bottom > y) ?? entries.at(-1)
  return found ? Number(found.dataset.place) : otherwise
}
