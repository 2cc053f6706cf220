'use client'

import { lazy } from 'react'
import { BarMarks } from '@/app/_ui/charts/bar-marks'
import { type Bin, binsOf } from '@/app/_ui/charts/bins'
import { ChartFigure } from '@/app/_ui/charts/chart-figure'
import { Plot, type Tick } from '@/app/_ui/charts/plot'
import { linearTicks, logTicks, placeOn, type Scale } from '@/app/_ui/charts/scale'
import { Term } from '@/app/_ui/glossary/term'
import { STATISTICS } from '@/lib/domain/statistics'
import type { Comparison, Distribution } from '@/lib/view/compare'
import { formatCount, formatFixed, formatPercent, formatSignificant } from '@/lib/view/format'

const Bars = lazy(() => import('@/app/_ui/charts/drawn/bars'))

interface Props {
  readonly names: readonly [string, string]
  readonly comparison: Comparison
}

/** One statistic of both dictionaries, one above the other on the same axis. */
export function ComparedStatistic({ names, comparison }: Props) {
  const { statistic, isLog, low, high, sides } = comparison
  const { words, term } = STATISTICS[statistic]
  const format = statistic === 'density' ? (value: number | null) => formatPercent(value, 2) : plain
  const onAxis = (value: number) => format(isLog ? 10 ** value : value)
  const edges = edgesOf(comparison)
  const bins = sides.map((side) => binsOf(edges, countsOf(side), 'linear'))
  const medians = sides.map((side, at) => `median ${format(side.median)} in ${names[at]}`).join(', ')
  const says = `${words} of features: ${medians}`
  const table = () => ({
    columns: [
      { name: 'from', format: (value: unknown) => format(Number(value)) },
      { name: 'to', format: (value: unknown) => format(Number(value)) },
      ...names.flatMap((name) => [
        { name: `${name}, features` },
        { name: `${name}, share`, format: (value: unknown) => formatPercent(Number(value)) },
      ]),
    ],
    rows: bins[0].map((bin, nth) => [
      isLog ? 10 ** bin.from : bin.from,
      isLog ? 10 ** bin.to : bin.to,
      ...bins.flatMap((own) => [own[nth].count, own[nth].share]),
    ]),
  })
  return (
    <ChartFigure
      name={words}
      of={names.join(' and ')}
      says={says}
      table={table}
      caption={
        <h3 className="font-medium">
          <Term name={term}>{words}</Term>
          {isLog ? <span className="ml-2 text-12 font-normal text-ink-3">log axis</span> : null}
        </h3>
      }
    >
      {sides.map((side, at) => (
        <div key={at === 0 ? 'left' : 'right'} className="mt-1">
          <p className="flex gap-1.5 text-12/4">
            <span className="min-w-0 flex-1 truncate text-ink-2">{names[at]}</span>
            <span className="text-ink-3">median</span> {format(side.median)}{' '}
            <span className="text-ink-3">of {formatCount(side.known)}</span>
          </p>
          <Plot
            height="h-12"
            steps={bins[at].length}
            first={<BarMarks bins={bins[at]} kind="plain" />}
            xAxis={ticksOf({ kind: isLog ? 'log' : 'linear', low, high }, format)}
          >
            {(size) => (
              <Bars
                bins={bins[at]}
                kind="plain"
                label={`${words} in ${names[at]}: median ${format(side.median)}`}
                size={size}
                group={statistic}
                tip={(bin: Bin) => ({
                  value: `${onAxis(bin.from)} to ${onAxis(bin.to)}`,
                  more: `${formatCount(bin.count)} ${bin.count === 1 ? 'feature' : 'features'}, ${formatPercent(bin.share)}`,
                })}
              />
            )}
          </Plot>
        </div>
      ))}
    </ChartFigure>
  )
}

/** Returns the edges of the bins; on a log axis, of the logarithms. An axis of one value has a width, so that its bar is seen. */
function edgesOf({ isLog, low, high, sides }: Comparison): number[] {
  const count = sides[0].shares.length
  const [from, to] = isLog ? [Math.log10(low), Math.log10(high)] : [low, high]
  const width = to > from ? to - from : 1
  return Array.from({ length: count + 1 }, (_, at) => from + (width * at) / count)
}

/** Returns how many features are in each bin. */
const countsOf = ({ shares, known }: Distribution) => shares.map((share) => Math.round(share * known))

function ticksOf(scale: Scale, format: (value: number) => string): Tick[] {
  const ticks = scale.kind === 'log' ? logTicks(scale, 5) : linearTicks(scale)
  return ticks.map((value) => ({ at: placeOn(scale, value) * 100, text: format(value) }))
}

const plain = (value: number | null) =>
  value === null || value === 0 ? formatFixed(value) : formatSignificant(value, 2)
