/**
 * Seeded integer hashes for all samples and repeat counts: MurmurHash3's 32-bit body and finaliser on whole words.
 * They are not cryptographic; a result depends only on the arguments.
 */
import { WINDOW_RADIUS } from '@/lib/domain/example'

const C1 = 0xcc9e2d51
const C2 = 0x1b873593
/** Constants of the second stream of a window's 64 bits, so that the two streams collide independently. */
const D1 = 0x239b961b
const D2 = 0xab0e9789

function absorb(state: number, word: number): number {
  let k = Math.imul(word, C1)
  k = (k << 15) | (k >>> 17)
  const h = state ^ Math.imul(k, C2)
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}

function absorbSecond(state: number, word: number): number {
  let k = Math.imul(word, D1)
  k = (k << 16) | (k >>> 16)
  const h = state ^ Math.imul(k, D2)
  return (Math.imul((h << 17) | (h >>> 15), 5) + 0x0bcaa747) | 0
}

function finish(state: number, words: number): number {
  let h = state ^ (words << 2)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Returns a hash in [0, 2³²) of a seed and three integers, such as (seed, feature, sequence, position). */
export function hash32(seed: number, a: number, b: number, c: number): number {
  return finish(absorb(absorb(absorb(seed | 0, a), b), c), 3)
}

/** Returns a hash of 53 bits, an exact non-negative integer, for drawing from more than 2³² values. */
export function hash53(seed: number, a: number, b: number, c: number): number {
  const high = finish(absorbSecond(absorbSecond(absorbSecond(seed | 0, a), b), c), 3)
  return (high & 0x1fffff) * 4294967296 + hash32(seed, a, b, c)
}

/** The 64 bits of a window's hash. */
export interface WindowHash {
  lo: number
  hi: number
}

/**
 * Hashes the window of 9 tokens around a position into `out`.
 *
 * The window is cut from the sequence as it is run, BOS included, and clipped at both ends of the sequence. The
 * number of tokens on each side is hashed too, so windows that are clipped differently never count as the same.
 * `tokenIds[start … start + length)` is the sequence; `position` counts from `start`.
 */
export function windowHash(
  tokenIds: Int32Array,
  start: number,
  length: number,
  position: number,
  out: WindowHash,
): WindowHash {
  const left = Math.min(WINDOW_RADIUS, position)
  const right = Math.min(WINDOW_RADIUS, length - 1 - position)
  const shape = (left << 8) | right
  let lo = absorb(0x5e3a5c09, shape)
  let hi = absorbSecond(0x0be11a55, shape)
  const end = start + position + right
  for (let i = start + position - left; i <= end; i++) {
    lo = absorb(lo, tokenIds[i])
    hi = absorbSecond(hi, tokenIds[i])
  }
  out.lo = finish(lo, left + right + 2)
  out.hi = finish(hi, left + right + 2)
  return out
}
