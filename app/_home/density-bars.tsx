import type { Dictionary } from '@/lib/api/schemas'

const WIDTH = 480
const HEIGHT = 96
/** The axis of every density histogram: 1e−6 to 1, so that rows compare. */
const DECADES = 6

interface Props {
  histogram: NonNullable<Dictionary['metrics']>['densityHistogram']
  label: string
}

/** Features by density on a log axis from 1e−6 to 1. Linear counts. */
export function DensityBars({ histogram, label }: Props) {
  if (!histogram || histogram.counts.length === 0) return <span className="dim">—</span>
  const top = Math.max(...histogram.counts)
  return (
    <div className="hist" role="img" aria-label={label}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {histogram.counts.map((count, bin) => {
          const from = placeOfDensity(histogram.edges[bin]) * WIDTH
          const to = placeOfDensity(histogram.edges[bin + 1]) * WIDTH
          const height = top > 0 ? (count / top) * (HEIGHT - 2) : 0
          return count > 0 && to > from ? (
            <rect
              key={histogram.edges[bin]}
              x={(from + 1).toFixed(1)}
              y={(HEIGHT - Math.max(1, height)).toFixed(1)}
              width={Math.max(1, to - from - 2).toFixed(1)}
              height={Math.max(1, height).toFixed(1)}
              style={{ fill: 'var(--bar)' }}
            />
          ) : null
        })}
      </svg>
      <div className="base" />
    </div>
  )
}

/** Place of a density on the axis, 0…1; below 1e−6 it is the left end. */
export function placeOfDensity(density: number): number {
  return density > 0 ? Math.min(1, Math.max(0, 1 + Math.log10(density) / DECADES)) : 0
}
