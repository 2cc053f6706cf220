'use client'

import { Term } from '@/app/_ui/glossary/term'
import type { Feature } from '@/lib/contract/feature'
import { formatSigned } from '@/lib/view/format'

/**
 * Shows the mean Δloss of the examples of each interval, under the cells of the intervals: a bar above the line means
 * that the feature helps, a bar below the line that it hurts.
 */
export function IntervalLoss({ intervals }: { intervals: Feature['intervals'] }) {
  const known = intervals.flatMap(({ lossEffect }) => (lossEffect === null ? [] : [lossEffect]))
  if (known.length === 0) return null
  const top = Math.max(0, ...known)
  const span = top - Math.min(0, ...known) || 1
  const percent = (nats: number) => `${Math.round((1000 * nats) / span) / 10}%`
  return (
    <figure className="dloss" aria-labelledby="dloss-says">
      <figcaption className="note" id="dloss-says">
        Mean <Term name="lossEffect">Δloss</Term>
        {` by interval, ${formatSigned(Math.min(...known))} to ${formatSigned(Math.max(...known))} nats`}
      </figcaption>
      <ol style={{ ['--zero' as string]: percent(top) }}>
        {intervals.toReversed().map(({ interval, lossEffect }) => (
          <li
            key={interval}
            title={`Interval ${interval}: ${lossEffect === null ? 'not measured' : `${formatSigned(lossEffect, 3)} nats`}`}
          >
            <span className="sr">
              {`Interval ${interval}: ${lossEffect === null ? 'not measured' : formatSigned(lossEffect, 3)}`}
            </span>
            {lossEffect !== null && lossEffect !== 0 && (
              <i
                className={lossEffect > 0 ? 'helps' : 'hurts'}
                style={{
                  top: percent(top - Math.max(0, lossEffect)),
                  height: percent(Math.abs(lossEffect)),
                }}
              />
            )}
          </li>
        ))}
      </ol>
    </figure>
  )
}
