'use client'

import { useId } from 'react'
import {
  Bar,
  BarChart,
  type BarShapeProps,
  ErrorBar,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts'
import { SIGNED } from '../bar-fill'
import type { Size } from '../use-settled'
import { FRAME } from './frame'
import { type TipWords, tipOf } from './tip'

export interface SignedDatum {
  readonly name: string
  /** Null if it was not measured. */
  readonly value: number | null
  /** Standard error of the value, drawn to both sides. */
  readonly error: number
}

/** Bars from a line at zero: solid above it, hatched below it. */
export default function Signed(props: {
  readonly data: readonly SignedDatum[]
  readonly label: string
  readonly tip: (datum: SignedDatum) => TipWords
  readonly size: Size
}) {
  const { data, label, tip, size } = props
  const hatch = useId()
  const known = data.flatMap(({ value, error }) => (value === null ? [] : [value - error, value + error]))
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={size}>
      <BarChart data={data} {...FRAME} barCategoryGap={0} aria-label={label}>
        <defs>
          <pattern
            id={hatch}
            width="4"
            height="4"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="2" height="4" className="fill-hurts forced-colors:fill-[CanvasText]" />
          </pattern>
        </defs>
        <XAxis dataKey="name" hide />
        <YAxis hide domain={[Math.min(0, ...known), Math.max(0, ...known)]} />
        {tipOf(tip, { fill: 'var(--color-accent)', opacity: 0.12, stroke: 'none' })}
        <ReferenceLine y={0} stroke="var(--color-line-strong)" />
        <Bar
          dataKey="value"
          isAnimationActive={false}
          shape={({ x, y, width, height, payload }: BarShapeProps) => {
            const { value } = payload as SignedDatum
            if (!value) return null
            return (
              <rect
                x={x + 0.5}
                y={Math.min(y, y + height)}
                width={Math.max(0.5, width - 1)}
                height={Math.abs(height)}
                rx={1}
                {...(value > 0 ? { className: SIGNED.helps } : { fill: `url(#${hatch})` })}
              />
            )
          }}
        >
          <ErrorBar dataKey="error" width={3} stroke="var(--color-ink-2)" isAnimationActive={false} />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  )
}
