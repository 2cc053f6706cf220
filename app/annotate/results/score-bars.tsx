'use client'

import { Histogram } from '@/app/_ui/charts/histogram'
import type { StudySummary } from '@/lib/contract/study-results'
import { formatFixed } from '@/lib/view/format'

const EDGES = Array.from({ length: 16 }, (_, at) => at - 0.5)
/** Returns the place of a score on the axis from −0.5 to 14.5, in percent. */
const place = (score: number) => ((score + 0.5) / 15) * 100

/** The scores of one kind, with the interval of their median. */
export function ScoreBars({ name, group }: { name: string; group: StudySummary['groups'][number] }) {
  return (
    <Histogram
      name={`Scores of ${name}`}
      of="study"
      edges={EDGES}
      counts={group.histogram}
      unit={['item', 'items']}
      format={(score) => formatFixed(score, 1)}
      says={`Scores of ${name}: ${group.histogram.map((count, score) => `${count} at ${score}`).join(', ')}. Median ${group.median === null ? 'unknown' : formatFixed(group.median, 1)}.`}
      axis={[0, 7, 14].map((score) => ({ at: place(score), text: String(score) }))}
      over={
        group.median !== null && (
          <>
            {group.interval && (
              <i
                className="ci"
                style={{
                  left: `${place(group.interval.low)}%`,
                  width: `${place(group.interval.high) - place(group.interval.low)}%`,
                }}
              />
            )}
            <div
              className={group.median > 7 ? 'mark l' : 'mark'}
              style={{ left: `${place(group.median)}%` }}
              aria-hidden="true"
            >
              <span>median {formatFixed(group.median, 1)}</span>
            </div>
          </>
        )
      }
    />
  )
}
