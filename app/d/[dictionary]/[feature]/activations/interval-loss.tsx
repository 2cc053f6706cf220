'use client'

import { lazy } from 'react'
import { ChartFigure } from '@/app/_ui/charts/chart-figure'
import { Plot } from '@/app/_ui/charts/plot'
import { Term } from '@/app/_ui/glossary/term'
import type { Feature } from '@/lib/contract/feature'
import { formatCount, formatSigned } from '@/lib/view/format'

const Signed = lazy(() => import('@/app/_ui/charts/drawn/signed'))

/**
 * Shows the mean Δloss of the examples of each interval, under the cells of the intervals: a bar above the line means
 * that the feature helps, a hatched bar below the line that it hurts.
 */
export function IntervalLoss({ feature: { dictionary, index, intervals } }: { feature: Feature }) {
  const known = intervals.flatMap(({ lossEffect }) => (lossEffect === null ? [] : [lossEffect]))
  if (known.length === 0) return null
  const range = `${formatSigned(Math.min(...known))} to ${formatSigned(Math.max(...known))} nats`
  const says = `Mean Δloss by interval, ${range}`
  const words = (value: unknown) =>
    typeof value === 'number' ? `${formatSigned(value, 3)} nats` : 'not measured'
  const table = () => ({
    columns: [
      { name: 'interval' },
      { name: 'above' },
      { name: 'up to' },
      { name: 'tokens', format: (value: unknown) => formatCount(Number(value)) },
      { name: 'mean Δloss', format: words },
    ],
    rows: intervals.map(({ interval, low, high, count, lossEffect }) => [
      interval,
      low,
      high,
      count,
      lossEffect,
    ]),
  })
  return (
    <ChartFigure
      name="Δloss by interval"
      of={`${dictionary} ${index}`}
      says={says}
      table={table}
      className="mb-2"
      caption={
        <span className="text-12/4 text-ink-3">
          Mean <Term name="lossEffect">Δloss</Term> by interval, {range}
        </span>
      }
    >
      <Plot height="h-10" steps={intervals.length} hasBase={false}>
        {(size) => (
          <Signed
            data={intervals
              .toReversed()
              .map(({ interval, lossEffect }) => ({ name: String(interval), value: lossEffect }))}
            label={says}
            size={size}
            tip={({ name, value }) => ({ value: words(value), more: `in interval ${name}` })}
          />
        )}
      </Plot>
    </ChartFigure>
  )
}
