import { SemascopeError } from '@/lib/errors'
import { itemAt } from './data-order'
import { permute } from './permutation'
import { hash32, streamId } from './random'

const SHUFFLE = streamId('activation-shuffle')

/**
 * Which activations a dictionary sees at which step, as a pure function of (seed, step). The stream of
 * permuted sequences is cut into chunks of `chunkSequences`; a chunk's activations fill a buffer whole and
 * leave it in shuffled order, a batch a step; the remainder below one batch is dropped. Resuming anywhere
 * rebuilds the buffer of the step's chunk and nothing else.
 */
export interface ActivationPlan {
  readonly seed: number
  /** Activations of each sequence that training may see (special positions left out). */
  readonly rowsPerSequence: Int32Array
  readonly chunkSequences: number
  readonly batch: number
}

export interface ChunkPlace {
  readonly chunk: number
  /** The step inside the chunk. */
  readonly offset: number
}

/** The sequences of a chunk, in the order in which they fill the buffer. */
export function chunkSequences(plan: ActivationPlan, chunk: number): Int32Array {
  const { seed, chunkSequences: size, rowsPerSequence } = plan
  return Int32Array.from({ length: size }, (_, i) => itemAt(seed, chunk * size + i, rowsPerSequence.length))
}

/** Rows that a chunk puts into the buffer. */
export function chunkRows(plan: ActivationPlan, chunk: number): number {
  let rows = 0
  for (const sequence of chunkSequences(plan, chunk)) rows += plan.rowsPerSequence[sequence]
  return rows
}

/** The buffer row at each place of a chunk's shuffled order. */
export function shuffledRows(plan: ActivationPlan, chunk: number, rows: number): Int32Array {
  const key = hash32(plan.seed, SHUFFLE, chunk)
  return Int32Array.from({ length: rows }, (_, place) => permute(place, rows, key))
}

/** Walks the chunks to find a step's; remembers nothing between plans. */
export function locateStep(plan: ActivationPlan, step: number): ChunkPlace {
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
