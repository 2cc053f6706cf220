import type { Dictionary } from '@/lib/contract/schemas'
import { densityBars, densityPath } from '@/lib/view/density-axis'

const WIDTH = 480

interface Props {
  histogram: NonNullable<Dictionary['metrics']>['densityHistogram']
  label: string
}

/** Features by density on a log axis from 1e−6 to 1. */
export function DensityBars({ histogram, label }: Props) {
  const bars = densityBars(histogram, WIDTH)
  if (bars.length === 0) return <span className="dim">—</span>
  return (
    <div className="hist" role="img" aria-label={label}>
      <svg viewBox={`0 0 ${WIDTH} 96`} preserveAspectRatio="none" aria-hidden="true">
        <path d={densityPath(bars)} style={{ fill: 'var(--bar)' }} />
      </svg>
      <div className="base" />
    </div>
  )
}
