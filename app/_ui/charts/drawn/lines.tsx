'use client'

import { useState } from 'react'
import { Line, LineChart, ReferenceArea, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import type { Scale } from '../scale'
import type { Size } from '../use-settled'
import { FRAME } from './frame'
import { type TipWords, tipOf } from './tip'

interface LinePoint {
  readonly x: number
  readonly y: number | null
}

export interface LinesProps {
  readonly points: readonly LinePoint[]
  readonly x: Scale
  readonly y: Scale
  readonly label: string
  readonly tip: (point: LinePoint) => TipWords
  readonly size: Size
  /** Values of the horizontal axis at which a dashed line stands. */
  readonly borders: readonly number[]
  /** Charts of one group show the tip at the same place. */
  readonly group: string
  /** Runs with the stretch that the pointer was dragged over. */
  readonly onZoom: (from: number, to: number) => void
}

const CURSOR = { stroke: 'var(--color-ink)', strokeWidth: 1 }
/** Shortest drag that zooms, as a share of the axis; a shorter one is a press. */
const SHORTEST = 0.02

/** A curve over numbers; a missing value leaves a gap. A drag zooms. */
export default function Lines(props: LinesProps) {
  const { points, x, y, label, tip, size, borders, group, onZoom } = props
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null)
  const end = () => {
    setDrag(null)
    if (!drag || Math.abs(drag.to - drag.from) < SHORTEST * (x.high - x.low)) return
    onZoom(Math.min(drag.from, drag.to), Math.max(drag.from, drag.to))
  }
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={size}>
      <LineChart
        data={points}
        {...FRAME}
        aria-label={label}
        syncId={group}
        syncMethod={(ticks, { activeLabel }) => nearest(ticks, Number(activeLabel))}
        className="cursor-crosshair touch-pan-y select-none"
        onMouseDown={({ activeLabel }) => {
          const at = Number(activeLabel)
          if (activeLabel !== undefined) setDrag({ from: at, to: at })
        }}
        onMouseMove={({ activeLabel }) =>
          drag && activeLabel !== undefined && setDrag({ from: drag.from, to: Number(activeLabel) })
        }
        onMouseUp={end}
        onMouseLeave={end}
      >
        <XAxis dataKey="x" type="number" scale={x.kind} domain={[x.low, x.high]} allowDataOverflow hide />
        <YAxis type="number" scale={y.kind} domain={[y.low, y.high]} allowDataOverflow hide />
        {borders.map((at) => (
          <ReferenceLine
            key={at}
            x={at}
            className="text-control"
            stroke="currentColor"
            strokeDasharray="3 3"
          />
        ))}
        {tipOf(tip, CURSOR)}
        <Line
          dataKey="y"
          type="linear"
          isAnimationActive={false}
          className="text-ink-2"
          stroke="currentColor"
          strokeWidth={1.5}
          dot={false}
          activeDot={{ r: 3, fill: 'var(--color-ink)', stroke: 'none' }}
        />
        {drag ? (
          <ReferenceArea x1={drag.from} x2={drag.to} fill="var(--color-accent)" fillOpacity={0.12} />
        ) : null}
      </LineChart>
    </ResponsiveContainer>
  )
}

function nearest(ticks: readonly { value: unknown }[], value: number): number {
  let best = 0
  ticks.forEach((tick, at) => {
    if (Math.abs(Number(tick.value) - value) < Math.abs(Number(ticks[best].value) - value)) best = at
  })
  return best
}
