import type { ActivationPlan } from '@/lib/training/activation-plan'
import { chunkSequences, locateStep, shuffledRows } from '@/lib/training/activation-plan'
import type { ActivationSource } from './activations'
import type { TokenSet } from './token-set'

/**
 * The activation buffer of a dictionary run: holds the chunk that the asked step falls into and hands out
 * its batches. Asking for any step rebuilds what is needed, so a resumed run reads the same rows.
 */
export class ActivationBuffer {
  private readonly rows: Float32Array // [capacity, width], unscaled
  private chunk = -1
  private order: Int32Array = new Int32Array(0)
  private readonly starts: number[] = []

  constructor(
    private readonly source: ActivationSource,
    private readonly plan: ActivationPlan,
  ) {
    let longest = 0
    for (const rows of plan.rowsPerSequence) longest = Math.max(longest, rows)
    this.rows = new Float32Array(plan.chunkSequences * longest * source.width)
  }

  /** Copies the batch of a step into `out` [batch, width], times `scale`. */
  async batch(step: number, scale: number, out: Float32Array): Promise<void> {
    const { offset } = await this.load(step)
    this.copy(offset * this.plan.batch, this.plan.batch, scale, out)
  }

  /**
   * Fills `out` [batch, width] with rows of the chunk a step falls into, from place `at` (taken modulo the places
   * a batch can start at) of its shuffled order on.
   */
  async rowsFrom(step: number, at: number, scale: number, out: Float32Array): Promise<void> {
    await this.load(step)
    this.copy(at % (this.order.length - this.plan.batch + 1), this.plan.batch, scale, out)
  }

  /** The first chunk's rows as they are, [rows, width], and how many there are; for measuring scale and median. */
  async firstChunk(): Promise<{ rows: Float32Array; count: number; order: Int32Array }> {
    await this.load(0)
    return { rows: this.rows, count: this.order.length, order: this.order }
  }

  private async load(step: number) {
    const place = this.locate(step)
    if (place.chunk !== this.chunk) {
      const count = await this.source.fill(chunkSequences(this.plan, place.chunk), this.rows)
      this.order = shuffledRows(this.plan, place.chunk, count)
      this.chunk = place.chunk
    }
    return place
  }

  /** The first step of each chunk is remembered, so that walking on costs nothing. */
  private locate(step: number): { chunk: number; offset: number } {
    const known = this.starts[this.chunk]
    if (
      known !== undefined &&
      step >= known &&
      step < known + Math.floor(this.order.length / this.plan.batch)
    )
      return { chunk: this.chunk, offset: step - known }
    const place = locateStep(this.plan, step)
    this.starts[place.chunk] = step - place.offset
    return place
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

/** What of a token set a dictionary run sees: every content token of every window. */
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
