import type { SparseBlock } from '@/lib/analysis/sparse-activations'
import { INTERVALS, intervalBorder } from '@/lib/domain/example'

/**
 * Adds a block's firings to the counts of each feature's intervals, [d_sae, 11]: interval k holds activations in
 * (max·(10−k)/11, max·(11−k)/11].
 */
export function countIntervals(
  counts: Uint32Array,
  { features, values }: Pick<SparseBlock, 'features' | 'values'>,
  maxima: Float32Array,
): void {
  for (let m = 0; m < values.length; m++) {
    const feature = features[m]
    counts[feature * INTERVALS + intervalOf(values[m], maxima[feature])]++
  }
}

/** Returns the interval of an activation in (0, max]. */
export function intervalOf(value: number, max: number): number {
  const level = Math.ceil((value / max) * INTERVALS)
  // The borders are products, so the definition corrects a quotient that rounds across one of them.
  if (value > intervalBorder(max, level)) return INTERVALS - (level + 1)
  if (value <= intervalBorder(max, level - 1)) return INTERVALS - (level - 1)
  return INTERVALS - level
}
