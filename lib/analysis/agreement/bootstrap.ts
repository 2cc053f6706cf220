/** Medians and their bootstrap intervals, seeded. Source: B. Efron, R. Tibshirani (1993), chapter 13. */
import { hash53 } from '../hash'

const RESAMPLES = 4000
const STREAM = 0x626f6f74

/** Returns a quantile of ascending values, interpolated between neighbours (Hyndman and Fan's type 7). */
export function quantile(ascending: ArrayLike<number>, share: number): number {
  const rank = share * (ascending.length - 1)
  const below = Math.floor(rank)
  const above = Math.min(below + 1, ascending.length - 1)
  return ascending[below] + (rank - below) * (ascending[above] - ascending[below])
}

export interface Interval {
  readonly low: number
  readonly high: number
}

/**
 * Returns the percentile bootstrap interval of the median: values are drawn with replacement `resamples` times, and
 * the middle `level` of their medians is kept. The same seed gives the same interval. Null for fewer than two values.
 */
export function medianInterval(
  values: readonly number[],
  seed: number,
  { resamples = RESAMPLES, level = 0.95 }: { resamples?: number; level?: number } = {},
): Interval | null {
  const size = values.length
  if (size < 2) return null
  const medians = new Float64Array(resamples)
  const sample = new Float64Array(size)
  for (let round = 0; round < resamples; round++) {
    for (let at = 0; at < size; at++) sample[at] = values[hash53(seed, STREAM, round, at) % size]
    medians[round] = quantile(sample.sort(), 0.5)
  }
  medians.sort()
  return { low: quantile(medians, (1 - level) / 2), high: quantile(medians, (1 + level) / 2) }
}
