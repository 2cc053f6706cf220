/** Counts exactly how often given 9-token windows occur in a corpus, in one pass over its sequences. */
import { SemascopeError } from '@/lib/errors'
import { windowHash } from './hash'

export interface WindowCounter {
  /** Number of occurrences of each distinct window, by slot. */
  readonly tallies: Float64Array
  readonly lo: Uint32Array
  readonly hi: Uint32Array
  readonly taken: Uint8Array
  /** Slot of each given window. */
  readonly slots: Uint32Array
}

/** Prepares to count windows given by the two halves of their hashes; equal windows share a count. */
export function createWindowCounter(lo: ArrayLike<number>, hi: ArrayLike<number>): WindowCounter {
  if (lo.length !== hi.length)
    throw new SemascopeError('invalid_input', `windows: ${lo.length} lower halves, ${hi.length} upper halves`)
  const size = 2 ** Math.ceil(Math.log2(lo.length * 2 + 2))
  const counter: WindowCounter = {
    tallies: new Float64Array(size),
    lo: new Uint32Array(size),
    hi: new Uint32Array(size),
    taken: new Uint8Array(size),
    slots: new Uint32Array(lo.length),
  }
  for (let i = 0; i < lo.length; i++) {
    const slot = find(counter, lo[i], hi[i])
    counter.taken[slot] = 1
    counter.lo[slot] = lo[i]
    counter.hi[slot] = hi[i]
    counter.slots[i] = slot
  }
  return counter
}

function find(counter: WindowCounter, lo: number, hi: number): number {
  const mask = counter.tallies.length - 1
  let slot = lo & mask
  while (counter.taken[slot] === 1 && (counter.lo[slot] !== lo || counter.hi[slot] !== hi))
    slot = (slot + 1) & mask
  return slot
}

/**
 * Adds one sequence (BOS included, no padding). Windows around special tokens are not counted, because no example is
 * chosen there.
 */
export function countWindows(counter: WindowCounter, tokenIds: Int32Array, special: Uint8Array): void {
  const window = { lo: 0, hi: 0 }
  for (let position = 0; position < tokenIds.length; position++) {
    if (special[tokenIds[position]] === 1) continue
    windowHash(tokenIds, 0, tokenIds.length, position, window)
    const slot = find(counter, window.lo, window.hi)
    if (counter.taken[slot] === 1) counter.tallies[slot]++
  }
}

/** Returns the number of occurrences of each window, in the given order. */
export function windowCounts(counter: WindowCounter): number[] {
  return Array.from(counter.slots, (slot) => counter.tallies[slot])
}
