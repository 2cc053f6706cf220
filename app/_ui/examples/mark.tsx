import type { ReactNode } from 'react'

/** A line over a histogram at `at` of its width, 0…1, with a flag that flips at the middle. */
export function Mark({ at, children }: { at: number; children: ReactNode }) {
  const place = Math.min(1, Math.max(0, at))
  return (
    <div
      // a new place gets a new element, because an element that moves counts as a shift of the layout
      key={place}
      className={place > 0.5 ? 'mark l' : 'mark'}
      style={{ left: `${(place * 100).toFixed(1)}%` }}
      aria-hidden="true"
    >
      <span>{children}</span>
    </div>
  )
}
