'use client'

import { useEffect } from 'react'
import {
  Bar,
  BarChart,
  type BarShapeProps,
  ReferenceLine,
  ResponsiveContainer,
  useActiveTooltipDataPoints,
  useIsTooltipActive,
  XAxis,
  YAxis,
} from 'recharts'
import { type BarKind, barFill } from '../bar-fill'
import { type Bin, middleOf, topOf } from '../bins'
import type { Size } from '../use-settled'
import { FRAME } from './frame'
import { type TipWords, tipOf } from './tip'

export interface BarsProps {
  readonly bins: readonly Bin[]
  readonly kind: BarKind
  readonly label: string
  /** The words of the tip. */
  readonly tip: (bin: Bin) => TipWords
  readonly size: Size
  /**
   * Runs with the number of the bin under the pointer or chosen by arrows, and with null when it is left. Where there is
   * room, what it shows takes the place of the tip, which is still read out.
   */
  readonly onLook?: ((bin: number | null) => void) | undefined
  readonly onChoose?: ((bin: Bin) => void) | undefined
  readonly borders?: readonly number[]
  /** Charts of one group, which have the same bins, show the tip at the same bin. */
  readonly group?: string
}

/** The gap between bars, in px. */
const GAP = 1.5
const CURSOR = { fill: 'var(--color-accent)', opacity: 0.12, stroke: 'none' }

/** The bars of a histogram with even bins. */
export default function Bars(props: BarsProps) {
  const { bins, kind, label, tip, onLook, onChoose, borders = [], size, group } = props
  const [low, maximum] = [bins[0]?.from ?? 0, bins.at(-1)?.to ?? 0]
  const chosen = (index: unknown) => bins[Number(index)]
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={size}>
      <BarChart
        data={bins}
        {...FRAME}
        barCategoryGap={0}
        aria-label={label}
        {...(group ? { syncId: group } : {})}
        className={onChoose ? 'cursor-pointer' : ''}
        onClick={({ activeTooltipIndex }) => {
          const bin = chosen(activeTooltipIndex)
          if (bin) onChoose?.(bin)
        }}
      >
        <XAxis dataKey="number" hide />
        <XAxis
          xAxisId="value"
          type="number"
          domain={[low, maximum]}
          dataKey={middleOf}
          allowDataOverflow
          hide
        />
        <YAxis hide domain={[0, topOf(bins)]} />
        {onLook ? <Looked onLook={onLook} /> : null}
        {tipOf(tip, CURSOR, onLook && 'md:sr-only')}
        {borders.map((at) => (
          <ReferenceLine
            key={at}
            xAxisId="value"
            x={at}
            stroke="var(--color-control)"
            strokeDasharray="3 3"
          />
        ))}
        <Bar
          dataKey="height"
          isAnimationActive={false}
          shape={({ x, y, width, height: tall, index }: BarShapeProps) =>
            tall > 0 ? (
              <rect
                x={x + GAP / 2}
                y={Math.min(y, y + tall - 1)}
                width={Math.max(0.5, width - GAP)}
                height={Math.max(1, tall)}
                className={barFill(kind, middleOf(bins[index]), maximum)}
              />
            ) : null
          }
        />
      </BarChart>
    </ResponsiveContainer>
  )
}

function Looked({ onLook }: { onLook: (bin: number | null) => void }) {
  const isActive = useIsTooltipActive()
  const [bin] = useActiveTooltipDataPoints<Bin>() ?? []
  const looked = isActive && bin ? bin.number : null
  useEffect(() => onLook(looked), [looked, onLook])
  return null
}
