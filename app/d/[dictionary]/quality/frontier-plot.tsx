'use client'

import { useRouter } from 'next/navigation'
import { lazy, useRef } from 'react'
import { ChartFigure } from '@/app/_ui/charts/chart-figure'
import type { DotPoint } from '@/app/_ui/charts/drawn/dots'
import { Plot } from '@/app/_ui/charts/plot'
import { logTicks, placeOn, type Scale } from '@/app/_ui/charts/scale'
import { paths } from '@/lib/contract/paths'
import type { FrontierPoint } from '@/lib/contract/quality'
import { formatFixed } from '@/lib/view/format'
import { measuredTokensSaid } from '@/lib/view/measured'
import { recoveredSense, recoveredText, varianceText } from '@/lib/view/recovered'
import { share } from './share'

const Dots = lazy(() => import('@/app/_ui/charts/drawn/dots'))

/** Loss recovered against L0. A dictionary is a link to its quality; Enter opens the one that the arrows chose. */
export function FrontierPlot(props: { points: readonly FrontierPoint[]; current: string }) {
  const { current } = props
  // what is so by construction or has no meaning is no result to compare with: the table has it
  const points = props.points.filter((point) => senseOf(point) === 'result')
  const router = useRouter()
  const looked = useRef<DotPoint | null>(null)
  const x = l0Scale(points)
  const y = recoveredScale(points)
  const says = `Loss recovered against L0 of ${points.length} dictionaries; the table has the numbers`
  const table = () => ({
    columns: ['name', 'kind', 'features', 'L0', 'loss recovered', 'explained variance', 'measured on'].map(
      (name) => ({ name }),
    ),
    rows: props.points.map((point) => [
      point.name,
      point.sparsity ? `${point.kind}, ${point.sparsity}` : point.kind,
      ...[
        point.features,
        point.l0,
        recoveredOf(point),
        varianceText(point.byConstruction, point.explainedVariance),
      ],
      measuredTokensSaid(point.measuredTokens, point.measuredOn),
    ]),
  })
  return (
    <ChartFigure
      name="Sparsity against loss"
      of={current}
      says={says}
      table={table}
      caption={<span className="text-11 text-ink-3">loss recovered</span>}
    >
      <Plot
        height="h-66 border-l"
        steps={points.length}
        xAxis={logTicks(x, 5).map((value) => ({ at: placeOn(x, value) * 100, text: String(value) }))}
        yAxis={[0, 0.5, 1].map((at) => ({
          at: at * 100,
          text: share(y.low + at * (y.high - y.low)).replace(/\.0/, ''),
        }))}
        onPress={() => looked.current?.href && router.push(looked.current.href)}
      >
        {(size) => (
          <Dots
            points={points.filter(({ l0 }) => l0 > 0).map((point) => toDot(point, current))}
            x={x}
            y={y}
            label={says}
            size={size}
            tip={(point) => ({
              value: point.name,
              more: `L0 ${formatFixed(point.x, 1)}, ${share(point.y)} recovered`,
            })}
            onLook={(point) => {
              looked.current = point
            }}
          />
        )}
      </Plot>
      <p className="text-right text-11/4 text-ink-3">L0, log axis</p>
    </ChartFigure>
  )
}

const senseOf = ({ byConstruction, ceRecovered }: FrontierPoint) =>
  recoveredSense(byConstruction, ceRecovered)

/** Returns the share as a number, or the words for what is no result. */
const recoveredOf = (point: FrontierPoint) =>
  senseOf(point) === 'result' ? point.ceRecovered : recoveredText(senseOf(point), point.ceRecovered)

function toDot({ name, origin, l0, ceRecovered }: FrontierPoint, current: string): DotPoint {
  const figures = { x: l0, y: ceRecovered, name }
  if (origin === 'sweep') return { ...figures, look: 'pale' }
  const text = name.slice(name.indexOf('.') + 1)
  if (name === current) return { ...figures, look: 'now', text }
  return { ...figures, look: 'plain', text, href: paths.quality(name) }
}

/** Returns an axis with room on both sides of the points, so that no dot touches an edge. */
function l0Scale(points: readonly FrontierPoint[]): Scale {
  const values = points.map(({ l0 }) => l0).filter((l0) => l0 > 0)
  if (values.length === 0) return { kind: 'log', low: 0.1, high: 10 }
  return { kind: 'log', low: Math.min(...values) / 1.6, high: Math.max(...values) * 1.6 }
}

/** Returns an axis from a round tenth below the lowest value to 100 %, or a little above a higher value. */
function recoveredScale(points: readonly FrontierPoint[]): Scale {
  const low = Math.min(1, ...points.map(({ ceRecovered }) => ceRecovered))
  const high = Math.max(1, ...points.map(({ ceRecovered }) => ceRecovered))
  return { kind: 'linear', low: Math.min(0.9, Math.floor(low * 10 - 0.5) / 10), high }
}
