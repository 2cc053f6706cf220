import { hash53 } from './hash'

/** Keeps this draw apart from others with the same seed. */
const STREAM = 0x71756c74

/** Returns the `limit` numbers below `count` with the smallest seeded hashes, ascending; all of them if there are no more. */
export function spreadNumbers(count: number, limit: number, seed: number): number[] {
  const numbers = Array.from({ length: count }, (_, number) => number)
  if (count <= limit) return numbers
  const hashes = Float64Array.from(numbers, (number) => hash53(seed, STREAM, number, 0))
  numbers.sort((a, b) => hashes[a] - hashes[b] || a - b)
  return numbers.slice(0, limit).sort((a, b) => a - b)
}
