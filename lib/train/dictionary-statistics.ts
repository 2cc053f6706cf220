import { geometricMedian } from '@/lib/training/geometric-median'
import type { ActivationBuffer } from './activation-buffer'

/** Number of rows for the geometric median. */
const MEDIAN_ROWS = 16_384

/** Statistics of the inputs that a run measures before the first step. */
export interface InputStatistics {
  /** Factor that scales inputs to E‖x‖² = d_in. */
  readonly scale: number
  /** E‖x − x̄‖² of the scaled inputs. */
  readonly variance: number
  /** Number of measured activations. */
  readonly sample: number
}

/** Returns scale and variance over the first chunk of activations, and the geometric median of the scaled ones. */
export async function inputStatistics(
  buffer: ActivationBuffer,
  dIn: number,
): Promise<{ statistics: InputStatistics; median: Float32Array }> {
  const { rows, count, order } = await buffer.firstChunk()
  const sums = new Float64Array(dIn)
  let squares = 0
  for (let row = 0; row < count; row++)
    for (let i = 0; i < dIn; i++) {
      const value = rows[row * dIn + i]
      sums[i] += value
      squares += value * value
    }
  const meanSquared = sums.reduce((total, sum) => total + (sum / count) ** 2, 0)
  const scale = Math.sqrt(dIn / (squares / count))
  const sampled = Math.min(MEDIAN_ROWS, count)
  const sample = new Float32Array(sampled * dIn)
  for (let i = 0; i < sampled; i++) {
    const from = order[i] * dIn
    for (let column = 0; column < dIn; column++) sample[i * dIn + column] = rows[from + column] * scale
  }
  return {
    statistics: { scale, variance: dIn - meanSquared * scale ** 2, sample: count },
    median: geometricMedian(sample, sampled, dIn, { iterations: 100, tolerance: 1e-5 }),
  }
}
