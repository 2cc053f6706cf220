import type { SparseRows } from '@/lib/analysis/neuron-sums'
import type { SparseBlock } from '@/lib/analysis/sparse-activations'
import { SemascopeError } from '@/lib/errors'

/** Reads blocks of activations by any number of sequences, whatever the blocks hold. */
export class SequenceReader {
  readonly #blocks: AsyncIterator<SparseBlock>
  #block: SparseBlock | undefined
  /** Next sequence of the block. */
  #next = 0

  constructor(blocks: AsyncIterable<SparseBlock>) {
    this.#blocks = blocks[Symbol.asyncIterator]()
  }

  /** Returns the activations of the next sequences. Throws `internal` if there are fewer. */
  async take(sequences: number): Promise<SparseRows> {
    const parts: SparseRows[] = []
    for (let left = sequences; left > 0; ) {
      const block = await this.#current()
      const end = Math.min(block.sequences.length - 1, this.#next + left)
      parts.push(rowsOf(block, this.#next, end))
      left -= end - this.#next
      this.#next = end
    }
    return parts.length === 1 ? parts[0] : joined(parts)
  }

  async close(): Promise<void> {
    await this.#blocks.return?.()
  }

  async #current(): Promise<SparseBlock> {
    if (this.#block && this.#next < this.#block.sequences.length - 1) return this.#block
    const { value, done } = await this.#blocks.next()
    if (done) throw new SemascopeError('internal', 'the activations of a shard end before its sequences')
    this.#block = value
    this.#next = 0
    return value
  }
}

/** Returns the rows of sequences [from, to) of a block. */
function rowsOf({ sequences, rows, features, values }: SparseBlock, from: number, to: number): SparseRows {
  const [first, last] = [sequences[from], sequences[to]]
  const [start, end] = [rows[first], rows[last]]
  return {
    rows: rows.slice(first, last + 1).map((at) => at - start),
    features: features.subarray(start, end),
    values: values.subarray(start, end),
  }
}

function joined(parts: readonly SparseRows[]): SparseRows {
  const length = parts.reduce((sum, { rows }) => sum + rows.length - 1, 0)
  const firings = parts.reduce((sum, { values }) => sum + values.length, 0)
  const out = {
    rows: new Uint32Array(length + 1),
    features: new Uint32Array(firings),
    values: new Float32Array(firings),
  }
  let row = 0
  let at = 0
  for (const { rows, features, values } of parts) {
    for (let i = 1; i < rows.length; i++) out.rows[row + i] = at + rows[i]
    out.features.set(features, at)
    out.values.set(values, at)
    row += rows.length - 1
    at += values.length
  }
  return out
}
