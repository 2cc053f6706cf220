'use client'

import { useEffect, useState } from 'react'
import type { Feature } from '@/lib/contract/feature'
import { formatCount } from '@/lib/view/format'
import { activationLevel } from '@/lib/view/levels'
import { useBins } from './bins'

/**
 * Links to the examples of the eleven intervals, weakest at the left, like the axis of the histogram. If a bar limits the
 * examples, all of them are shown again first.
 */
export function Intervals({ intervals, maximum }: { intervals: Feature['intervals']; maximum: number }) {
  const { chosen, choose } = useBins()
  const [wanted, setWanted] = useState<number | null>(null)
  useEffect(() => {
    if (wanted === null || chosen) return
    setWanted(null)
    document.getElementById(`i${wanted}`)?.scrollIntoView()
  }, [wanted, chosen])
  return (
    <nav className="mt-1 mb-2 grid grid-cols-11 gap-px" aria-label="Intervals">
      {intervals.toReversed().map(({ interval, high, count }) => (
        <a
          key={interval}
          href={`#i${interval}`}
          onClick={(event) => {
            if (!chosen) return
            event.preventDefault()
            choose(null)
            setWanted(interval)
          }}
          className={`rounded-[1px] text-center text-11 leading-6 max-md:leading-7 forced-colors:border ${LEVELS[activationLevel(high, maximum)]}`}
        >
          <span className="sr-only">Interval </span>
          {interval}
          <span className="sr-only">{`, ${formatCount(count)} ${count === 1 ? 'token' : 'tokens'}`}</span>
        </a>
      ))}
    </nav>
  )
}

/** Classes of a cell by the level of its upper border. */
const LEVELS = [
  '',
  'bg-act-1 text-act-ink',
  'bg-act-2 text-act-ink',
  'bg-act-3 text-act-ink',
  'bg-act-4 text-act-ink',
  'bg-act-5 text-act-ink',
  'bg-act-6 text-act-ink',
  'bg-act-7 text-act-ink',
  'bg-act-8 text-act-ink-high',
  'bg-act-9 text-act-ink-high',
]
