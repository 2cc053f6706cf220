'use client'

import { useRouter } from 'next/navigation'
import { type MouseEvent, useEffect } from 'react'
import {
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  type ScatterShapeProps,
  useActiveTooltipDataPoints,
  useIsTooltipActive,
  XAxis,
  YAxis,
} from 'recharts'
import type { Scale } from '../scale'
import type { Size } from '../use-settled'
import { FRAME } from './frame'
import { type TipWords, tipOf } from './tip'

export interface DotPoint {
  readonly x: number
  readonly y: number
  readonly name: string
  /** The text beside the dot, or nothing. */
  readonly text?: string | undefined
  readonly href?: string | undefined
  /** `now`: the thing that the page is about; `pale`: one of many that only give the shape. */
  readonly look: 'now' | 'plain' | 'pale'
}

export interface DotsProps {
  readonly points: readonly DotPoint[]
  readonly x: Scale
  readonly y: Scale
  readonly label: string
  readonly tip: (point: DotPoint) => TipWords
  readonly size: Size
  readonly onLook: (point: DotPoint | null) => void
}

const DOTS = {
  now: 'fill-accent forced-colors:fill-[Highlight]',
  plain: 'fill-ink-2 forced-colors:fill-[CanvasText]',
  pale: 'fill-surface stroke-control stroke-[1.5px] forced-colors:stroke-[CanvasText]',
}

/** Dots with their names, of which those that have a page are links. */
export default function Dots({ points, x, y, label, tip, size, onLook }: DotsProps) {
  const router = useRouter()
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={size}>
      <ScatterChart {...FRAME} aria-label={label}>
        <XAxis dataKey="x" type="number" scale={x.kind} domain={[x.low, x.high]} hide />
        <YAxis dataKey="y" type="number" scale={y.kind} domain={[y.low, y.high]} hide />
        <Looked onLook={onLook} />
        {tipOf(tip, { stroke: 'none' })}
        <Scatter
          data={[...points]}
          isAnimationActive={false}
          shape={(shape: ScatterShapeProps) => (
            <Dot
              point={shape.payload as DotPoint}
              cx={shape.cx ?? 0}
              cy={shape.cy ?? 0}
              isLeft={(shape.cx ?? 0) > size.width * 0.7}
              onOpen={(event, href) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
                event.preventDefault()
                router.push(href)
              }}
            />
          )}
        />
      </ScatterChart>
    </ResponsiveContainer>
  )
}

function Looked({ onLook }: { onLook: (point: DotPoint | null) => void }) {
  const isActive = useIsTooltipActive()
  const [point] = useActiveTooltipDataPoints<DotPoint>() ?? []
  const looked = isActive && point ? point : null
  useEffect(() => onLook(looked), [looked, onLook])
  return null
}

/** Radius of the area that a pointer can hit, in px. */
const HIT = 12

function Dot(props: {
  point: DotPoint
  cx: number
  cy: number
  isLeft: boolean
  onOpen: (event: MouseEvent, href: string) => void
}) {
  const { point, cx, cy, isLeft, onOpen } = props
  const { look, text, href } = point
  const drawn = (
    <>
      <circle cx={cx} cy={cy} r={HIT} fill="transparent" />
      {look === 'pale' ? (
        <rect x={cx - 4} y={cy - 4} width={8} height={8} className={DOTS.pale} />
      ) : (
        <circle cx={cx} cy={cy} r={look === 'now' ? 6 : 5} className={DOTS[look]} />
      )}
      {text ? (
        <text
          x={isLeft ? cx - 10 : cx + 10}
          y={cy}
          textAnchor={isLeft ? 'end' : 'start'}
          dominantBaseline="central"
          className={`fill-ink text-12 ${look === 'now' ? 'font-semibold' : ''}`}
        >
          {text}
        </text>
      ) : null}
    </>
  )
  if (!href) return <g>{drawn}</g>
  return (
    // the table has the same links for who goes by Tab; the arrows and Enter open a dot
    <a href={href} tabIndex={-1} aria-label={point.name} onClick={(event) => onOpen(event, href)}>
      {drawn}
    </a>
  )
}
