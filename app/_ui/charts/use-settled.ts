'use client'

import { type RefObject, startTransition, useEffect, useState } from 'react'

/** Longest wait for a quiet moment, in ms. */
const LONGEST_WAIT_MS = 2000

export interface Size {
  readonly width: number
  readonly height: number
}

/**
 * Returns the size of an element once the page stands and the browser has a quiet moment, for what may come after the text;
 * null until then.
 */
export function useSettledSize(element: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null)
  useEffect(
    () =>
      whenQuiet(() => {
        const { clientWidth: width = 0, clientHeight: height = 0 } = element.current ?? {}
        startTransition(() => setSize({ width, height }))
      }),
    [element],
  )
  return size
}

/** Returns true once the page stands and the browser has a quiet moment. */
export function useSettled(): boolean {
  const [isSettled, setSettled] = useState(false)
  useEffect(() => whenQuiet(() => startTransition(() => setSettled(true))), [])
  return isSettled
}

/** Runs a function in a quiet moment. Returns what takes it back. */
function whenQuiet(run: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(run, 200)
    return () => clearTimeout(timer)
  }
  const idle = requestIdleCallback(run, { timeout: LONGEST_WAIT_MS })
  return () => cancelIdleCallback(idle)
}
