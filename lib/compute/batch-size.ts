/**
 * How much runs at once, so that memory does not grow with the width of a dictionary or the length of a context. Results do
 * not depend on these numbers.
 */
import type { ModelSpec } from '@/lib/domain/model'

/** Bytes of the tensors that a forward pass, or an encoder, holds at once. */
const BATCH_BYTES = 2 ** 27
const MAX_SEQUENCES = 32
/** Fewer rows at once would be slow. */
const MIN_ROWS = 64
const FLOAT_BYTES = 4

/**
 * Returns the bytes that a forward pass holds for one sequence: the residual stream with its norm, the sum and the hook, and
 * beside them whichever is more: queries, keys, values, result, scores and pattern of all heads, or the neurons before and
 * after their non-linearity.
 */
export function sequenceBytes({ dModel, dMlp, nHeads }: ModelSpec, length: number): number {
  const attention = 4 * dModel + 2 * nHeads * length
  const mlp = 2 * dMlp
  return FLOAT_BYTES * length * (4 * dModel + Math.max(attention, mlp))
}

/** Returns how many sequences go through the model at once. */
export function batchSequences(model: ModelSpec, contextSize: number): number {
  const most = Math.floor(BATCH_BYTES / sequenceBytes(model, contextSize))
  return Math.max(1, Math.min(MAX_SEQUENCES, most))
}

/** Returns how many rows are encoded at once: their products and activations of all features are dense. */
export function encodedRows(dSae: number): number {
  return Math.max(MIN_ROWS, Math.floor(BATCH_BYTES / (2 * FLOAT_BYTES * dSae)))
}

/** Returns the borders 0 … count of as few pieces of at most `most` as there can be, of nearly equal size. */
export function evenBorders(count: number, most: number): number[] {
  const pieces = Math.ceil(count / most)
  return Array.from({ length: pieces + 1 }, (_, i) => Math.floor((count * i) / Math.max(1, pieces)))
}
