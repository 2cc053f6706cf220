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
  if (bars.length === 0) return <span className="text-ink-3">—</span>
  return (
    <div role="img" aria-label={label} className="border-b border-line-strong">
      <svg
        viewBox={`0 0 ${WIDTH} 96`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="block h-9 w-full fill-bar forced-colors:fill-[CanvasText]"
      >
        <path d={densityPath(bars)} />
      </svg>
    </div>
  )
}
