import { SemascopeError } from '@/lib/errors'
import { hashWords } from './random'

const ROUNDS = 6

/**
 * Evaluates a keyed permutation of 0…size−1 at one index, without state: a balanced Feistel network on the next even
 * number of bits, followed along its cycle until it lands inside the range (fewer than 4 steps expected).
 */
export function permute(index: number, size: number, key: number): number {
  if (!Number.isInteger(size) || size < 1 || size > 2 ** 30)
    throw new SemascopeError('invalid_input', `permutation size ${size} is not in 1…2^30`)
  if (!Number.isInteger(index) || index < 0 || index >= size)
    throw new SemascopeError('invalid_input', `permutation index ${index} is outside 0…${size - 1}`)
  const half = Math.max(1, Math.ceil(Math.log2(size) / 2))
  const mask = 2 ** half - 1
  let value = index
  do {
    let left = value >>> half
    let right = value & mask
    for (let round = 0; round < ROUNDS; round++) {
      const next = left ^ (hashWords(key, round, right) & mask)
      left = right
      right = next
    }
    value = left * 2 ** half + right
  } while (value >= size)
  return value
}
