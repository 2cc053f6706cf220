import type { Histogram } from '@/lib/analysis/histogram'

/** Number of bars of a sparkline. */
const BARS = 20
const FULL = 100

/**
 * Returns the activation histogram of a feature in 20 bars for the list: log(1 + count) as percent of the largest, at
 * least 1 for a bin with any firing. Empty for a dead feature.
 */
export function sparkline(histogram: Histogram | null): number[] {
  if (!histogram) return []
  const { counts } = histogram
  const merged = Array.from({ length: BARS }, (_, bar) => {
    let sum = 0
    for (let i = Math.floor((bar * counts.length) / BARS); i < ((bar + 1) * counts.length) / BARS; i++)
      sum += counts[i]
    return Math.log1p(sum)
  })
  const largest = Math.max(...merged)
  return merged.map((height) => Math.ceil((height / largest) * FULL))
}
