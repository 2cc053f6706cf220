'use client'

import type { Feature } from '@/lib/contract/feature'
import { formatCount } from '@/lib/view/format'
import { activationLevel } from '@/lib/view/levels'

/** Links to the examples of the eleven intervals, weakest at the left, like the axis of the histogram. */
export function Intervals({ intervals, maximum }: { intervals: Feature['intervals']; maximum: number }) {
  return (
    <nav className="iv" aria-label="Intervals">
      {intervals.toReversed().map(({ interval, high, count }) => {
        const level = activationLevel(high, maximum)
        return (
          <a
            key={interval}
            href={`#i${interval}`}
            style={{ background: `var(--act-${level})`, color: `var(--act-ink-${level})` }}
            title={`Interval ${interval}: ${formatCount(count)} ${count === 1 ? 'token' : 'tokens'}`}
          >
            {interval}
          </a>
        )
      })}
    </nav>
  )
}
