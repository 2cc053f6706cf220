/** Reads the activations of features over whole sequences, and counts the firings of every feature by interval. */

import { countIntervals } from '@/lib/analysis/interval-counts'
import type { SparseBlock } from '@/lib/analysis/sparse-activations'
import { INTERVALS } from '@/lib/domain/example'

/** A feature to trace on a sequence of the corpus. No two requests may be the same. */
export interface TraceRequest {
  readonly feature: number
  readonly sequence: number
}

/** Positions where the feature fires and its displayed activations there. */
export interface Trace {
  readonly positions: Int16Array
  readonly activations: Float32Array
}

export interface Traced {
  /** Traces in the order of the requests. */
  readonly traces: Trace[]
  /** Number of firings of every feature in each of its intervals over all the sequences, [d_sae, 11]. */
  readonly intervals: Uint32Array
}

const SILENT: Trace = { positions: new Int16Array(0), activations: new Float32Array(0) }

/**
 * Returns the traces, and the number of firings of each feature in each interval, now that its maximum is known. maxima
 * [d_sae], displayed.
 */
export async function traceFeatures(
  blocks: AsyncIterable<SparseBlock>,
  requests: readonly TraceRequest[],
  maxima: Float32Array,
): Promise<Traced> {
  const bySequence = new Map<number, number[]>()
  requests.forEach(({ sequence }, i) => {
    const list = bySequence.get(sequence)
    if (list) list.push(i)
    else bySequence.set(sequence, [i])
  })
  const traces = requests.map(() => SILENT)
  const intervals = new Uint32Array(maxima.length * INTERVALS)
  // 1 + the place of a feature among those requested on the sequence at hand
  const slots = new Uint32Array(maxima.length)
  for await (const block of blocks) {
    countIntervals(intervals, block, maxima)
    for (let i = 0; i < block.sequences.length - 1; i++) {
      const wanted = bySequence.get(block.firstSequence + i)
      if (!wanted) continue
      wanted.forEach((request, at) => {
        slots[requests[request].feature] = at + 1
      })
      traceSequence(block, i, slots, wanted.length).forEach((trace, at) => {
        traces[wanted[at]] = trace
      })
      for (const request of wanted) slots[requests[request].feature] = 0
    }
  }
  return { traces, intervals }
}

function traceSequence(
  { sequences, rows, features, values }: SparseBlock,
  sequence: number,
  slots: Uint32Array,
  count: number,
): Trace[] {
  const positions: number[][] = Array.from({ length: count }, () => [])
  const activations: number[][] = Array.from({ length: count }, () => [])
  const start = sequences[sequence]
  for (let row = start; row < sequences[sequence + 1]; row++)
    for (let m = rows[row]; m < rows[row + 1]; m++) {
      const slot = slots[features[m]]
      if (slot === 0) continue
      positions[slot - 1].push(row - start)
      activations[slot - 1].push(values[m])
    }
  return positions.map((places, at) => ({
    positions: Int16Array.from(places),
    activations: Float32Array.from(activations[at]),
  }))
}
