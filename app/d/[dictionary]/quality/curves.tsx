'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChartTable } from '@/app/_ui/charts/chart-table'
import type { Scale } from '@/app/_ui/charts/scale'
import { dictionaryQueries } from '@/app/_ui/data/queries/dictionaries'
import { Button } from '@/app/_ui/kit/button'
import { Slider } from '@/app/_ui/kit/slider'
import type { CurvePoint } from '@/lib/contract/training-record'
import { formatCount } from '@/lib/view/format'
import { Curve } from './curve'
import { MEASURES } from './curve-measures'

/**
 * Four curves over the same steps. A drag over one, or the two thumbs below, zoom all of them; a stretch of a long training is
 * then drawn from every point that was recorded, which is read when it is needed.
 *
 * @param props.points the points of the curve, or fewer of them, evenly chosen
 * @param props.total number of points that were recorded
 */
export function Curves(props: {
  readonly dictionary: string
  readonly points: readonly CurvePoint[]
  readonly total: number
  readonly resampled: readonly number[]
}) {
  const { dictionary, points, total, resampled } = props
  const [first, last] = [points[0].step, points[points.length - 1].step]
  const [zoom, setZoom] = useState<readonly [number, number]>([first, last])
  const isZoomed = zoom[0] > first || zoom[1] < last
  const isWhole = points.length === total
  const query = dictionaryQueries.quality(dictionary)
  const client = useQueryClient()
  const { data } = useQuery({ ...query, enabled: isZoomed && !isWhole })
  const known = (isZoomed && data?.training?.curve) || points
  const x: Scale = { kind: 'linear', low: zoom[0], high: zoom[1] }

  const table = async (): Promise<ChartTable> => {
    const all = isWhole ? points : ((await client.fetchQuery(query)).training?.curve ?? points)
    return {
      columns: [
        { name: 'step', format: (value) => formatCount(Number(value)) },
        ...MEASURES.map(({ name, format }) => ({
          name: name.toLowerCase(),
          format: (value: unknown) => format(typeof value === 'number' ? value : null),
        })),
      ],
      rows: all.map((point) => [point.step, ...MEASURES.map(({ key }) => point[key])]),
    }
  }
  return (
    <>
      <div className="grid grid-cols-1 gap-x-6 gap-y-4 @2xl:grid-cols-2 @5xl:grid-cols-4">
        {MEASURES.map((measure) => (
          <Curve
            key={measure.key}
            {...{ dictionary, measure, x, resampled, table }}
            points={known}
            onZoom={(from, to) => setZoom([from, to])}
          />
        ))}
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-12 text-ink-2 print:hidden">
        <span>
          Steps {formatCount(zoom[0])} to {formatCount(zoom[1])}
        </span>
        <Slider
          className="w-60 max-w-full"
          value={zoom}
          onValueChange={([from, to]) => setZoom([from, to])}
          min={first}
          max={last}
          step={Math.max(1, Math.round((last - first) / 200))}
          names={['First step', 'Last step']}
          words={formatCount}
        />
        {isZoomed ? (
          <Button size="sm" onClick={() => setZoom([first, last])}>
            Show all steps
          </Button>
        ) : (
          <span className="text-ink-3">Drag over a curve to zoom.</span>
        )}
      </div>
    </>
  )
}
