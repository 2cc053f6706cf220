/** The log axis of densities, 1e−6 to 1. It is the same in every chart, so that dictionaries can be compared. Pure. */

const DECADES = 6
const HEIGHT = 96

/** Returns the place of a density on the axis, 0…1; densities below 1e−6 are at the left end. */
export function placeOfDensity(density: number): number {
  return density > 0 ? placeOfLog(Math.log10(density)) : 0
}

const placeOfLog = (log: number) => Math.min(1, Math.max(0, 1 + log / DECADES))

/** Returns the density at a place, to two significant digits. */
export function densityAtPlace(place: number): number {
  return Number((10 ** ((place - 1) * DECADES)).toPrecision(2))
}

export interface DensityBar {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Middle of the bin on the axis, 0…1. */
  readonly place: number
}

/**
 * Returns the bars of a histogram of log10 densities in a box `width` × 96, with linear counts and without empty bins.
 * `top` is the count of a full bar; the default is the largest count of the histogram.
 */
export function densityBars(
  histogram: { readonly edges: readonly number[]; readonly counts: readonly number[] } | null,
  width: number,
  top = Math.max(...(histogram?.counts ?? [])),
): DensityBar[] {
  if (!histogram || histogram.edges.length !== histogram.counts.length + 1) return []
  return histogram.counts.flatMap((count, bin) => {
    const from = placeOfLog(histogram.edges[bin])
    const to = placeOfLog(histogram.edges[bin + 1])
    if (!(count > 0) || !(to > from)) return []
    const height = Math.max(1, (count / top) * (HEIGHT - 2))
    return {
      x: round(from * width + 0.75),
      y: round(HEIGHT - height),
      width: round(Math.max(0.5, (to - from) * width - 1.5)),
      height: round(height),
      place: (from + to) / 2,
    }
  })
}

/** Returns the bars as one path of an SVG, because hundreds of elements would show no more. */
export function densityPath(bars: readonly DensityBar[]): string {
  return bars.map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}z`).join('')
}

const round = (value: number) => Math.round(value * 10) / 10
