import type { HookName } from '@/lib/domain/hook'
import { int64, type Session } from '@/lib/runtime/session'

/** Hook tensors of a batch without padding: one row per token, sequence after sequence. */
export interface TokenRows {
  /** Sequence i has the rows [starts[i], starts[i + 1]). */
  readonly starts: Int32Array
  readonly tokenIds: Int32Array
  /** Tensors [rows, width] by hook name. */
  readonly tensors: Readonly<Record<HookName, { readonly data: Float32Array; readonly width: number }>>
}

/**
 * Runs the front of the model over sequences of any lengths. Shorter sequences are padded on the right, which does
 * not change the other positions of a causal model; the padding is then removed.
 */
export async function forwardRows(front: Session, sequences: readonly Int32Array[]): Promise<TokenRows> {
  const length = Math.max(...sequences.map((ids) => ids.length))
  const padded = new Int32Array(sequences.length * length)
  sequences.forEach((ids, i) => {
    padded.set(ids, i * length)
  })
  const outputs = await front.run({ ids: int64(padded, [sequences.length, length]) })

  const starts = new Int32Array(sequences.length + 1)
  sequences.forEach((ids, i) => {
    starts[i + 1] = starts[i] + ids.length
  })
  const rows = starts[sequences.length]
  const tokenIds = new Int32Array(rows)
  sequences.forEach((ids, i) => {
    tokenIds.set(ids, starts[i])
  })

  const tensors: Record<HookName, { data: Float32Array; width: number }> = {}
  for (const [name, value] of Object.entries(outputs)) {
    const width = value.dims[value.dims.length - 1]
    const source = value.data as Float32Array
    if (rows === padded.length) {
      tensors[name] = { data: source, width }
      continue
    }
    const data = new Float32Array(rows * width)
    sequences.forEach((ids, i) => {
      const from = i * length * width
      data.set(source.subarray(from, from + ids.length * width), starts[i] * width)
    })
    tensors[name] = { data, width }
  }
  return { starts, tokenIds, tensors }
}

/** Splits a list into pieces of at most `size`. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  )
}
