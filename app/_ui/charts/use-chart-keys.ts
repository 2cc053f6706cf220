'use client'

import { type RefObject, useEffect, useRef } from 'react'

/** Keys that the chart library does not know, as presses of the arrows that it knows. */
const REPEATED: Record<string, { key: string; times: number }> = {
  Home: { key: 'ArrowLeft', times: Number.POSITIVE_INFINITY },
  End: { key: 'ArrowRight', times: Number.POSITIVE_INFINITY },
  PageUp: { key: 'ArrowLeft', times: 10 },
  PageDown: { key: 'ArrowRight', times: 10 },
}

/**
 * Adds to the arrows of a chart: Home, End and pages move further, Escape takes the tip away, and Enter and Space do what a press
 * does.
 *
 * @param steps the number of values that the arrows step through
 * @param onPress replaces the library's own meaning of Enter
 */
export function useChartKeys(
  place: RefObject<HTMLElement | null>,
  steps: number,
  onPress: (() => void) | undefined,
): void {
  const latest = useRef({ steps, onPress })
  useEffect(() => {
    latest.current = { steps, onPress }
  })
  useEffect(() => {
    const element = place.current
    if (!element) return
    const listen = (event: KeyboardEvent) => {
      // a press that this function makes itself
      if (!event.isTrusted || event.metaKey || event.ctrlKey || event.altKey) return
      const { steps, onPress } = latest.current
      const repeated = REPEATED[event.key]
      const isPress = event.key === 'Enter' || event.key === ' '
      if (repeated) press(event.target, repeated.key, Math.min(steps, repeated.times))
      else if (event.key === 'Escape') press(event.target, 'Enter', 1)
      else if (isPress && onPress) onPress()
      else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
        event.preventDefault()
        return
      } else return
      event.preventDefault()
      event.stopPropagation()
    }
    // a press is no focus: the tip would stay at the first value when the pointer leaves
    const keepFocus = (event: MouseEvent) => event.preventDefault()
    element.addEventListener('keydown', listen, true)
    element.addEventListener('mousedown', keepFocus)
    return () => {
      element.removeEventListener('keydown', listen, true)
      element.removeEventListener('mousedown', keepFocus)
    }
  }, [place])
}

function press(target: EventTarget | null, key: string, times: number): void {
  for (let i = 0; i < times; i++) target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
}
