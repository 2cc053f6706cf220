/** Computes the geometry of a histogram in a 400 × 96 view box. Pure, so that tests can read the result. */

export interface Bar {
  readonly x: number
  readonly width: number
  readonly y: number
  readonly height: number
  /** Centre of the bin on the value axis. */
  readonly value: number
}

export const HISTOGRAM_WIDTH = 400
export const HISTOGRAM_HEIGHT = 96
const GAP = 1.5
const TOP = 2

export type BarScale = 'log' | 'linear'

/**
 * Returns the bars of `counts.length` bins between `edges` (one more than bins, ascending). The height of a log bar is
 * log(1 + count), so that a single count is visible. Empty bins give no bar.
 */
export function histogramBars(
  edges: readonly number[],
  counts: readonly number[],
  scale: BarScale,
): readonly Bar[] {
  const low = edges[0]
  const span = edges[edges.length - 1] - low
  if (counts.length === 0 || edges.length !== counts.length + 1 || !(span > 0)) return []
  const heights = counts.map((count) =>
    scale === 'log' ? Math.log1p(Math.max(0, count)) : Math.max(0, count),
  )
  const top = Math.max(...heights)
  if (!(top > 0)) return []
  return heights.flatMap((height, bin) => {
    if (!(height > 0)) return []
    const from = ((edges[bin] - low) / span) * HISTOGRAM_WIDTH
    const to = ((edges[bin + 1] - low) / span) * HISTOGRAM_WIDTH
    const tall = Math.max(1, (height / top) * (HISTOGRAM_HEIGHT - TOP))
    return {
      x: round(from + GAP / 2),
      width: round(Math.max(0.5, to - from - GAP)),
      y: round(HISTOGRAM_HEIGHT - tall),
      height: round(tall),
      value: (edges[bin] + edges[bin + 1]) / 2,
    }
  })
}

/** Returns the counts weighted by the activation at the middle of each bin. */
export function weightByValue(edges: readonly number[], counts: readonly number[]): number[] {
  return counts.map((count, bin) => (count * (edges[bin] + edges[bin + 1])) / 2)
}

/** Returns one path for each group of bars, which needs far fewer elements than one per bar. */
export function barPaths<Group>(bars: readonly Bar[], groupOf: (bar: Bar) => Group): Map<Group, string> {
  const paths = new Map<Group, string>()
  for (const bar of bars) {
    const group = groupOf(bar)
    const outline = `M${bar.x} ${HISTOGRAM_HEIGHT}V${bar.y}h${bar.width}V${HISTOGRAM_HEIGHT}z`
    paths.set(group, (paths.get(group) ?? '') + outline)
  }
  return paths
}

const round = (value: number) => Math.round(value * 10) / 10
