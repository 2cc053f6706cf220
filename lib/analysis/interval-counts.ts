/** How many firings of a feature lie in each activation interval. */
import { INTERVALS } from '@/lib/domain/example'
import type { FeatureStore } from './feature-store'
import { SAMPLE_BINS, SAMPLES_PER_BIN } from './interval-sample'
import { binWidth, FINE_BINS } from './linear-bins'

/**
 * Firings in each of the 11 intervals, strongest first; they add up to all firings. Exact wherever the sample bin at a
 * border still holds all of its firings; elsewhere the one fine bin astride the border (max/1024 wide at most) is
 * shared out in proportion, within what the firings kept allow.
 */
export function intervalCounts(store: FeatureStore, feature: number): number[] {
  const upTo = Array.from({ length: INTERVALS + 1 }, (_, j) => firingsUpTo(store, feature, j))
  return Array.from({ length: INTERVALS }, (_, k) => upTo[INTERVALS - k] - upTo[INTERVALS - k - 1])
}

/** Firings with activation ≤ max·j/11. */
function firingsUpTo(store: FeatureStore, feature: number, j: number): number {
  if (j === 0) return 0
  if (j === INTERVALS) return store.counts[feature]
  const border = (store.maxima[feature] * j) / INTERVALS
  const width = binWidth(store.octaves[feature], FINE_BINS)
  const astride = Math.floor(border / width)
  const start = feature * FINE_BINS
  let below = 0
  for (let b = 0; b < astride; b++) below += store.histogram[start + b]

  const { sizes, values } = store.samples
  const bin = feature * SAMPLE_BINS + Math.floor((astride * SAMPLE_BINS) / FINE_BINS)
  let under = 0
  let over = 0
  for (let e = bin * SAMPLES_PER_BIN, end = e + sizes[bin]; e < end; e++) {
    if (Math.floor(values[e] / width) !== astride) continue
    if (values[e] <= border) under++
    else over++
  }
  const count = store.histogram[start + astride]
  const share = Math.round(count * (border / width - astride))
  return below + Math.min(Math.max(share, under), count - over)
}
