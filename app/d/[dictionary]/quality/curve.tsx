'use client'

import { lazy } from 'react'
import { ChartFigure } from '@/app/_ui/charts/chart-figure'
import type { ChartTable } from '@/app/_ui/charts/chart-table'
import { Plot } from '@/app/_ui/charts/plot'
import { extremes, type Scale, scaleOf } from '@/app/_ui/charts/scale'
import { Term } from '@/app/_ui/glossary/term'
import type { CurvePoint } from '@/lib/contract/training-record'
import { formatCount } from '@/lib/view/format'
import { type Measure, onAxis } from './curve-measures'

const Lines = lazy(() => import('@/app/_ui/charts/drawn/lines'))

/** Number of stretches of a curve, each drawn by its least and its greatest value: about one for two dots of a screen. */
const STRETCHES = 150

/** One figure of training over the steps, or over the stretch of steps that was zoomed into. */
export function Curve(props: {
  readonly dictionary: string
  readonly measure: Measure
  readonly points: readonly CurvePoint[]
  readonly x: Scale
  /** Steps at which dead features got new directions. */
  readonly resampled: readonly number[]
  readonly table: () => Promise<ChartTable>
  readonly onZoom: (from: number, to: number) => void
}) {
  const { dictionary, measure, points, x, resampled, table, onZoom } = props
  const { key, name, term, format, scale } = measure
  const shown = points.filter(({ step }) => step >= x.low && step <= x.high)
  const known = shown.flatMap((point) => {
    const value = point[key]
    return value === null || !Number.isFinite(value) ? [] : [value]
  })
  const y = (scale ?? scaleOf)(known)
  const final = known.at(-1) ?? null
  const isBelow = y.low === 0 && known.some((value) => value < 0)
  const drawn = extremes(shown, (point) => point[key], STRETCHES).map((point) => ({
    x: point.step,
    y: point[key],
  }))
  const says = `${name} over the steps of training, ${format(final)} at the end`
  return (
    <ChartFigure
      name={name}
      of={`${dictionary} training`}
      says={says}
      table={table}
      caption={
        <span className="flex items-baseline gap-2">
          <Term name={term}>{name}</Term>
          <span className="text-11 text-ink-3">
            {y.kind === 'log' ? 'log scale' : isBelow ? 'below 0 at first' : null}
          </span>
          <b className="ml-auto font-semibold">{format(final)}</b>
        </span>
      }
    >
      <Plot
        height="h-24"
        steps={drawn.length}
        xAxis={[
          { at: 0, text: formatCount(x.low) },
          { at: 100, text: formatCount(x.high) },
        ]}
        yAxis={[
          { at: 0, text: onAxis(y.low) },
          { at: 100, text: onAxis(y.high) },
        ]}
      >
        {(size) => (
          <Lines
            points={drawn}
            x={x}
            y={y}
            label={says}
            size={size}
            tip={(point) => ({ value: format(point.y), more: `at step ${formatCount(point.x)}` })}
            borders={resampled.filter((step) => step >= x.low && step <= x.high)}
            group={`training of ${dictionary}`}
            onZoom={onZoom}
          />
        )}
      </Plot>
    </ChartFigure>
  )
}
