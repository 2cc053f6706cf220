'use client'

import { Bar, BarChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import type { Size } from '../use-settled'
import { FRAME } from './frame'
import { type TipWords, tipOf } from './tip'

export interface GroupedDatum {
  readonly name: string
  readonly counts: readonly number[]
  readonly shares: readonly number[]
}

/** Looks of series, in order: filled, hatched by an outline, pale. They differ without colour too. */
const SERIES_LOOKS = [
  'fill-accent forced-colors:fill-[CanvasText]',
  'fill-surface stroke-ink-2 stroke-[1.25px] forced-colors:stroke-[CanvasText]',
  'fill-bar forced-colors:fill-[GrayText]',
] as const

/** Bars side by side for each value of an axis, one for each series. */
export default function Grouped(props: {
  readonly data: readonly GroupedDatum[]
  readonly series: readonly string[]
  readonly label: string
  readonly tip: (datum: GroupedDatum) => TipWords
  readonly size: Size
}) {
  const { data, series, label, tip, size } = props
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={size}>
      <BarChart data={data} {...FRAME} barCategoryGap="15%" barGap={1} aria-label={label}>
        <XAxis dataKey="name" hide />
        <YAxis hide domain={[0, 'dataMax']} />
        <ReferenceLine y={0} stroke="var(--color-line-strong)" />
        {tipOf(tip, { fill: 'var(--color-accent)', opacity: 0.12, stroke: 'none' })}
        {series.map((name, at) => (
          <Bar
            key={name}
            dataKey={({ shares }: GroupedDatum) => shares[at]}
            name={name}
            isAnimationActive={false}
            className={SERIES_LOOKS[at % SERIES_LOOKS.length]}
            fill=""
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}
