'use client'

import { lazy, type ReactNode } from 'react'
import { formatCount, formatPercent } from '@/lib/view/format'
import { ChartFigure } from './chart-figure'
import type { GroupedDatum } from './drawn/grouped'
import { Plot } from './plot'

const Grouped = lazy(() => import('./drawn/grouped'))

/** Looks of series in the line that names them; the same as their bars. */
const SWATCHES = ['bg-accent', 'border border-ink-2 bg-surface', 'bg-bar']

/**
 * Several series over the same few values, such as the scores of each kind of a study. The height of a bar is its share of the
 * series, so that series of different sizes can be compared; the tip and the table have the counts too.
 */
export function GroupedBars(props: {
  readonly name: string
  /** What was measured, such as a study. */
  readonly of: string
  /** A sentence with the main figures, for who cannot see the chart. */
  readonly says: string
  /** Names of the values of the axis, in order. */
  readonly values: readonly string[]
  /** At most three series, with one count for each value. */
  readonly series: readonly { readonly name: string; readonly counts: readonly number[] }[]
  /** What is counted: "item", "items". */
  readonly unit: readonly [one: string, many: string]
  /** What a value of the axis is: "score". */
  readonly axisName: string
  readonly caption?: ReactNode
  readonly height?: string
  readonly className?: string
}) {
  const { name, of, says, values, series, unit, axisName, caption, height = 'h-32', className } = props
  const totals = series.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0))
  const data: GroupedDatum[] = values.map((value, at) => ({
    name: value,
    counts: series.map(({ counts }) => counts[at] ?? 0),
    shares: series.map(({ counts }, i) => (totals[i] > 0 ? (counts[at] ?? 0) / totals[i] : 0)),
  }))
  const table = () => ({
    columns: [
      { name: axisName },
      ...series.flatMap((one) => [
        { name: `${one.name}, ${unit[1]}` },
        { name: `${one.name}, share`, format: (value: unknown) => formatPercent(Number(value)) },
      ]),
    ],
    rows: data.map((datum) => [
      datum.name,
      ...datum.counts.flatMap((count, at) => [count, datum.shares[at]]),
    ]),
  })
  return (
    <ChartFigure
      {...{ name, of, says, table }}
      {...(className ? { className } : {})}
      caption={
        <>
          {caption}
          <ul className="flex flex-wrap gap-x-4 text-12/4 text-ink-2">
            {series.map((one, at) => (
              <li key={one.name} className="flex items-center gap-1.5">
                <i
                  aria-hidden="true"
                  className={`size-2.5 forced-color-adjust-none ${SWATCHES[at % SWATCHES.length]}`}
                />
                {one.name}
              </li>
            ))}
          </ul>
        </>
      }
    >
      <Plot
        height={height}
        steps={values.length}
        xAxis={values.map((text, at) => ({ at: ((at + 0.5) / values.length) * 100, text }))}
      >
        {(size) => (
          <Grouped
            data={data}
            series={series.map((one) => one.name)}
            label={says}
            size={size}
            tip={(datum) => ({
              value: `${axisName} ${datum.name}`,
              more: series.map((one, at) => (
                <span key={one.name} className="block">
                  {`${one.name}: ${formatCount(datum.counts[at])} ${datum.counts[at] === 1 ? unit[0] : unit[1]}, ${formatPercent(datum.shares[at])}`}
                </span>
              )),
            })}
          />
        )}
      </Plot>
    </ChartFigure>
  )
}
