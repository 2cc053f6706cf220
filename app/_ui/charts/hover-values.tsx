'use client'

import { type KeyboardEvent, type PointerEvent, useState } from 'react'

export interface HoverValue {
  /** Place on the horizontal axis, 0…1. */
  readonly at: number
  readonly text: string
}

/**
 * Shows the value of a chart that is nearest to the pointer, or that arrow keys choose, by a line with a flag. It lies
 * over the plot of a positioned figure.
 */
export function HoverValues({ values, label }: { values: readonly HoverValue[]; label: string }) {
  const [index, setIndex] = useState<number | null>(null)
  const shown = index === null ? undefined : values[index]
  const onMove = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    setIndex(nearest(values, (event.clientX - box.left) / box.width))
  }
  const onKey = (event: KeyboardEvent) => {
    const last = values.length - 1
    const now = index ?? last
    const moves: Record<string, number> = {
      ArrowLeft: Math.max(0, now - 1),
      ArrowRight: Math.min(last, now + 1),
      Home: 0,
      End: last,
    }
    if (event.key === 'Escape') setIndex(null)
    if (!(event.key in moves)) return
    event.preventDefault()
    event.stopPropagation()
    setIndex(moves[event.key])
  }
  if (values.length === 0) return null
  const current = index ?? values.length - 1
  return (
    <div
      className="over"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={values.length - 1}
      aria-valuenow={current}
      aria-valuetext={values[current].text}
      onPointerMove={onMove}
      onPointerLeave={() => setIndex(null)}
      onFocus={(event) => event.currentTarget.matches(':focus-visible') && setIndex(current)}
      onBlur={() => setIndex(null)}
      onKeyDown={onKey}
    >
      {shown ? (
        <div
          className={shown.at > 0.5 ? 'mark l' : 'mark'}
          style={{ left: `${(shown.at * 100).toFixed(2)}%` }}
        >
          <span>{shown.text}</span>
        </div>
      ) : null}
    </div>
  )
}

function nearest(values: readonly HoverValue[], at: number): number {
  let best = 0
  values.forEach((value, i) => {
    if (Math.abs(value.at - at) < Math.abs(values[best].at - at)) best = i
  })
  return best
}
