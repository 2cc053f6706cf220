import { SemascopeError } from '@/lib/errors'
import { itemAt } from './data-order'
import { permute } from './permutation'
import { hashWords, streamId } from './random'

const SHUFFLE = streamId('activation-shuffle')

/**
 * Decides which activations a dictionary sees at which step, as a pure function of (seed, step). The stream of
 * permuted sequences is cut into chunks of `chunkSequences`. The activations of a chunk fill a buffer and leave it in
 * shuffled order, one batch per step; a remainder below one batch is dropped. To resume at any step it is enough to
 * rebuild the buffer of the step's chunk.
 */
export interface ActivationPlan {
  readonly seed: number
  /** Number of activations of each sequence that training may see (special positions are left out). */
  readonly rowsPerSequence: Int32Array
  readonly chunkSequences: number
  readonly batch: number
}

export interface ChunkOffset {
  readonly chunk: number
  /** The step within the chunk. */
  readonly offset: number
}

/** Returns the sequences of a chunk, in the order in which they fill the buffer. */
export function chunkSequences(plan: ActivationPlan, chunk: number): Int32Array {
  const { seed, chunkSequences: size, rowsPerSequence } = plan
  return Int32Array.from({ length: size }, (_, i) => itemAt(seed, chunk * size + i, rowsPerSequence.length))
}

/** Returns the number of rows that a chunk puts into the buffer. */
export function chunkRows(plan: ActivationPlan, chunk: number): number {
  let rows = 0
  for (const sequence of chunkSequences(plan, chunk)) rows += plan.rowsPerSequence[sequence]
  return rows
}

/** Returns the buffer rows of a chunk in shuffled order. */
export function shuffledRows(plan: ActivationPlan, chunk: number, rows: number): Int32Array {
  const key = hashWords(plan.seed, SHUFFLE, chunk)
  return Int32Array.from({ length: rows }, (_, i) => permute(i, rows, key))
}

/** Walks the chunks to find the one of a step. Throws `invalid_input` if a chunk gives less than one batch. */
export function locateStep(plan: ActivationPlan, step: number): ChunkOffset {
  let before = 0
  for (let chunk = 0; ; chunk++) {
    const steps = Math.floor(chunkRows(plan, chunk) / plan.batch)
    if (steps === 0)
      throw new SemascopeError(
        'invalid_input',
        `${plan.chunkSequences} sequences give fewer activations than one batch of ${plan.batch}`,
      )
    if (step < before + steps) return { chunk, offset: step - before }
    before += steps
  }
}
