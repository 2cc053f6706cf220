import { permute } from './permutation'
import { hashWords, streamId } from './random'

const STREAM = streamId('data-order')

/**
 * Returns the item at an index of an endless stream. Each epoch is a fresh permutation of all `count` items, so every
 * item comes exactly once per epoch, and any index can be looked up without the ones before it.
 */
export function itemAt(seed: number, index: number, count: number): number {
  const epoch = Math.floor(index / count)
  return permute(index - epoch * count, count, hashWords(seed, STREAM, epoch))
}

/** Returns the items of a training step that takes `batch` items: indices step·batch … step·batch + batch − 1. */
export function batchAt(seed: number, step: number, batch: number, count: number): Int32Array {
  return Int32Array.from({ length: batch }, (_, i) => itemAt(seed, step * batch + i, count))
}
