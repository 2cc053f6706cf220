'use client'

import { lazy } from 'react'
import { ChartFigure } from '@/app/_ui/charts/chart-figure'
import { Plot } from '@/app/_ui/charts/plot'
import { Term } from '@/app/_ui/glossary/term'
import type { Feature } from '@/lib/contract/feature'
import { formatCount, formatEstimate, formatSigned } from '@/lib/view/format'

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
  const plain = (value: unknown) => (typeof value === 'number' ? value.toFixed(3) : 'unknown')
  const table = () => ({
    columns: [
      { name: 'interval' },
      { name: 'above' },
      { name: 'up to' },
      { name: 'tokens', format: (value: unknown) => formatCount(Number(value)) },
      {
        name: 'measured',
        format: (value: unknown) => (value === null ? '5 examples' : formatCount(Number(value))),
      },
      { name: 'mean Δloss', format: words },
      { name: 'standard error', format: plain },
    ],
    rows: intervals.map((own) => [
      own.interval,
      own.low,
      own.high,
      own.count,
      own.lossEffectMeasured,
      own.lossEffect,
      own.lossEffectError,
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
          Mean <Term name="lossEffect">Δloss</Term> by interval ± one standard error, {range}
        </span>
      }
    >
      <Plot height="h-10" steps={intervals.length} hasBase={false}>
        {(size) => (
          <Signed
            data={intervals.toReversed().map(({ interval, lossEffect, lossEffectError }) => ({
              name: String(interval),
              value: lossEffect,
              error: lossEffectError ?? 0,
            }))}
            label={says}
            size={size}
            tip={({ name }) => tipWords(intervals[Number(name)])}
          />
        )}
      </Plot>
    </ChartFigure>
  )
}

function tipWords(own: Feature['intervals'][number]) {
  const { interval, count, lossEffect, lossEffectMeasured } = own
  if (lossEffect === null) return { value: 'not measured', more: `in interval ${interval}` }
  const of =
    lossEffectMeasured === null
      ? 'of at most five examples'
      : `of ${formatCount(lossEffectMeasured)} measured of ${formatCount(count)} firings`
  return { value: `${formatEstimate(own, 3)} nats`, more: `in interval ${interval}, ${of}` }
}
