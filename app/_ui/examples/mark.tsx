import type { ReactNode } from 'react'
import { cn } from '../kit/cn'

/** A line over a histogram at `at` of its width, 0…1, with a flag that flips at the middle. */
export function Mark({ at, children }: { at: number; children: ReactNode }) {
  const place = Math.min(1, Math.max(0, at))
  return (
    <div
      // a new place gets a new element, because an element that moves counts as a shift of the layout
      key={place}
      data-mark=""
      className="pointer-events-none absolute inset-y-0 w-0 border-l-[1.5px] border-ink"
      style={{ left: `${(place * 100).toFixed(1)}%` }}
      aria-hidden="true"
    >
      <span
        className={cn(
          'absolute top-0 rounded-1 bg-ink px-1 text-11/4 whitespace-nowrap text-surface',
          place > 0.5 ? 'right-1' : 'left-1',
        )}
      >
        {children}
      </span>
    </div>
  )
}
