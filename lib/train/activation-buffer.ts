import { SemascopeError } from '@/lib/errors'
import {
  type ActivationPlan,
  type ChunkOffset,
  chunkSequences,
  locateStep,
  shuffledRows,
} from '@/lib/training/activation-plan'
import type { ActivationSource } from './activations'
import type { TokenSet } from './token-set'

/**
 * The activation buffer of a dictionary run. It holds the chunk of the current step and returns the batches of this
 * chunk. Any step can be asked for: the buffer then loads what the step needs, so a resumed run reads the same rows.
 */
export class ActivationBuffer {
  private readonly rows: Float32Array // [capacity, width], unscaled
  private chunk = -1
  private order: Int32Array = new Int32Array(0)
  /** First step of the chunk in the buffer. */
  private firstStep = 0

  constructor(
    private readonly source: ActivationSource,
    private readonly plan: ActivationPlan,
  ) {
    let longest = 0
    for (const rows of plan.rowsPerSequence) longest = Math.max(longest, rows)
    this.rows = new Float32Array(plan.chunkSequences * longest * source.width)
  }

  /** Copies the batch of a step, multiplied by `scale`, into `out` [batch, width]. */
  async batch(step: number, scale: number, out: Float32Array): Promise<void> {
    const { offset } = await this.load(step)
    this.copy(offset * this.plan.batch, this.plan.batch, scale, out)
  }

  /**
   * Fills `out` [batch, width] with rows of a step's chunk in shuffled order, from index `at` on (modulo the indices
   * at which a batch can start).
   */
  async rowsFrom(step: number, at: number, scale: number, out: Float32Array): Promise<void> {
    await this.load(step)
    this.copy(at % (this.order.length - this.plan.batch + 1), this.plan.batch, scale, out)
  }

  /** Returns the rows of the first chunk unscaled, [rows, width], and their number, to measure scale and median. */
  async firstChunk(): Promise<{ rows: Float32Array; count: number; order: Int32Array }> {
    await this.load(0)
    return { rows: this.rows, count: this.order.length, order: this.order }
  }

  private async load(step: number): Promise<ChunkOffset> {
    const location = this.locate(step)
    if (location.chunk !== this.chunk) {
      const count = await this.source.fill(chunkSequences(this.plan, location.chunk), this.rows)
      if (count < this.plan.batch)
        throw new SemascopeError(
          'invalid_input',
          `${this.plan.chunkSequences} sequences gave ${count} activations, fewer than one batch of ${this.plan.batch}`,
        )
      this.order = shuffledRows(this.plan, location.chunk, count)
      this.chunk = location.chunk
      this.firstStep = step - location.offset
    }
    return location
  }

  /** Looks in the current chunk and the next one before it walks there from the start. */
  private locate(step: number): ChunkOffset {
    const offset = step - this.firstStep
    const steps = Math.floor(this.order.length / this.plan.batch)
    if (this.chunk >= 0 && offset >= 0 && offset < steps) return { chunk: this.chunk, offset }
    if (this.chunk >= 0 && offset === steps) return { chunk: this.chunk + 1, offset: 0 }
    return locateStep(this.plan, step)
  }

  private copy(first: number, count: number, scale: number, out: Float32Array): void {
    const { width } = this.source
    for (let i = 0; i < count; i++) {
      const from = this.order[first + i] * width
      const to = i * width
      for (let column = 0; column < width; column++) out[to + column] = this.rows[from + column] * scale
    }
  }
}

/** Returns the plan of a dictionary run over a token set: every content token of every window. */
export function activationPlan(
  set: TokenSet,
  settings: { readonly seed: number; readonly batch: number; readonly bufferSequences: number },
): ActivationPlan {
  return {
    seed: settings.seed,
    rowsPerSequence: set.lengths,
    chunkSequences: settings.bufferSequences,
    batch: settings.batch,
  }
}
