/** Displayed histograms and quantiles from the fine bins of a feature. */
import type { FeatureStore } from './feature-store'
import { binWidth, FINE_BINS } from './linear-bins'

export interface Histogram {
  /** Ascending edges, one more than counts. */
  readonly edges: readonly number[]
  readonly counts: readonly number[]
}

/** Number of bins of every displayed histogram. */
export const DISPLAY_BINS = 40

/**
 * Returns the histogram of a feature's firings over (0, max] in 40 bins. Each edge is the fine border nearest to
 * max·j/40, so the count of edges[j] ≤ f < edges[j+1] (f ≤ max in the last bin) is exact; edges differ from the even
 * grid by at most max/2048. Null for a feature that never fires.
 */
export function activationHistogram(store: FeatureStore, feature: number): Histogram | null {
  if (store.counts[feature] === 0) return null
  const max = store.maxima[feature]
  const width = binWidth(store.octaves[feature], FINE_BINS)
  const start = feature * FINE_BINS
  const borders = Array.from({ length: DISPLAY_BINS + 1 }, (_, j) =>
    j === DISPLAY_BINS ? FINE_BINS : Math.round((max * j) / DISPLAY_BINS / width),
  )
  const counts = Array.from({ length: DISPLAY_BINS }, (_, j) => {
    let count = 0
    for (let b = borders[j]; b < borders[j + 1]; b++) count += store.histogram[start + b]
    return count
  })
  return { edges: borders.map((border, j) => (j === DISPLAY_BINS ? max : border * width)), counts }
}

/**
 * Returns a quantile of a feature's firings by nearest rank: the ⌈q·n⌉-th smallest activation, interpolated inside
 * its fine bin, so the error is at most max/1024. Null for a feature that never fires.
 */
export function activationQuantile(store: FeatureStore, feature: number, q: number): number | null {
  const n = store.counts[feature]
  if (n === 0) return null
  const max = store.maxima[feature]
  const rank = Math.min(n, Math.max(1, Math.ceil(q * n)))
  if (rank === n) return max
  const width = binWidth(store.octaves[feature], FINE_BINS)
  let below = 0
  for (let b = 0; b < FINE_BINS; b++) {
    const count = store.histogram[feature * FINE_BINS + b]
    if (below + count >= rank) return Math.min(max, (b + (rank - below - 0.5) / count) * width)
    below += count
  }
  return max
}

/**
 * Returns 40 even bins from the smallest to the largest of `values`, or null without values. Equal values share one
 * bin.
 */
export function evenHistogram(values: ArrayLike<number>, bins = DISPLAY_BINS): Histogram | null {
  if (values.length === 0) return null
  let low = values[0]
  let high = values[0]
  for (let i = 1; i < values.length; i++) {
    if (values[i] < low) low = values[i]
    if (values[i] > high) high = values[i]
  }
  const edges = Array.from({ length: bins + 1 }, (_, j) =>
    j === bins ? high : low + ((high - low) * j) / bins,
  )
  const counts = new Array<number>(bins).fill(0)
  for (let i = 0; i < values.length; i++) counts[binOf(edges, values[i])]++
  return { edges, counts }
}

/**
 * Returns the bin with edges[j] ≤ value < edges[j+1]; the last bin is closed. Edges are ascending and nearly even.
 */
function binOf(edges: readonly number[], value: number): number {
  const bins = edges.length - 1
  const span = edges[bins] - edges[0]
  let j = span > 0 ? Math.min(bins - 1, Math.floor(((value - edges[0]) / span) * bins)) : bins - 1
  while (j > 0 && value < edges[j]) j--
  while (j < bins - 1 && value >= edges[j + 1]) j++
  return j
}
