'use client'

import { lazy, type ReactNode, useMemo } from 'react'
import { formatCount, formatPercent } from '@/lib/view/format'
import type { BarKind } from './bar-fill'
import { BarMarks } from './bar-marks'
import { type BarScale, type Bin, binsOf } from './bins'
import { ChartFigure } from './chart-figure'
import { Plot, type Tick } from './plot'

const Bars = lazy(() => import('./drawn/bars'))

export interface HistogramProps {
  /** What is drawn, a noun: it names the menu, the table and the files. */
  readonly name: string
  /** What was measured, such as a dictionary. */
  readonly of: string
  /** A sentence with the main figures, for who cannot see the chart. */
  readonly says: string
  /** Edges of even bins, ascending, one more than counts. */
  readonly edges: readonly number[]
  readonly counts: readonly number[]
  /** What is counted: "token", "tokens". */
  readonly unit: readonly [one: string, many: string]
  /** Writes a value of the axis. */
  readonly format: (value: number) => string
  readonly kind?: BarKind
  readonly scale?: BarScale
  /** Labels of the axis, at most five. */
  readonly axis?: readonly Tick[]
  /** Values at which a dashed line stands, with a name on the side that it names. */
  readonly borders?: readonly { readonly at: number; readonly name: string; readonly isBelow: boolean }[]
  /** What stands over the bars, such as the mark of a hovered token. */
  readonly over?: ReactNode
  readonly caption?: ReactNode
  /** Height of the plot; by default `h-24`. */
  readonly height?: string
  readonly className?: string
  /** Runs with the number of the bin that the pointer or the arrows are at. */
  readonly onLook?: (bin: number | null) => void
  /** Runs when a bin is pressed. */
  readonly onChoose?: (bin: Bin) => void
  /** Runs on Enter. */
  readonly onPress?: () => void
}

/** A histogram whose values can be read by pointer, by arrows, as a table and as files. The server draws its first paint. */
export function Histogram(props: HistogramProps) {
  const { name, of, says, edges, counts, unit, format, kind = 'plain', scale = 'linear' } = props
  const { axis = [], borders = [], over, caption, height = 'h-24', className } = props
  const bins = useMemo(() => binsOf(edges, counts, scale), [edges, counts, scale])
  const [low, high] = [edges[0] ?? 0, edges.at(-1) ?? 1]
  const words = (count: number) => `${formatCount(count)} ${count === 1 ? unit[0] : unit[1]}`
  const total = counts.reduce((sum, count) => sum + count, 0)
  const table = () => ({
    columns: [
      { name: 'from', format: (value: unknown) => format(Number(value)) },
      { name: 'to', format: (value: unknown) => format(Number(value)) },
      { name: unit[1], format: (value: unknown) => formatCount(Number(value)) },
      { name: 'share', format: (value: unknown) => formatPercent(Number(value)) },
    ],
    rows: bins.filter(({ count }) => count > 0).map(({ from, to, count, share }) => [from, to, count, share]),
  })
  return (
    <ChartFigure {...{ name, of, says, table, caption }} {...(className ? { className } : {})}>
      <Plot
        height={height}
        steps={bins.length}
        first={<BarMarks bins={bins} kind={kind} />}
        over={
          <>
            {borders.map((border) => (
              <Border key={border.name} {...border} place={(border.at - low) / (high - low)} />
            ))}
            {over}
          </>
        }
        xAxis={axis}
        {...(props.onPress ? { onPress: props.onPress } : {})}
      >
        {(size) => (
          <Bars
            bins={bins}
            kind={kind}
            label={says}
            size={size}
            tip={({ from, to, count, share }) => ({
              value: `${format(from)} to ${format(to)}`,
              more: `${words(count)}, ${formatPercent(share)} of ${formatCount(total)}`,
            })}
            borders={borders.map(({ at }) => at).filter((at) => at > low && at < high)}
            onLook={props.onLook}
            onChoose={props.onChoose}
          />
        )}
      </Plot>
    </ChartFigure>
  )
}

function Border({ place, name, isBelow }: { place: number; name: string; isBelow: boolean }) {
  if (!(place > 0 && place < 1)) return null
  return (
    <span
      aria-hidden="true"
      style={{ left: `${(place * 100).toFixed(2)}%` }}
      className={`pointer-events-none absolute top-0 px-1 text-11/4 text-ink-3 ${isBelow ? '-translate-x-full' : ''}`}
    >
      {name}
    </span>
  )
}
