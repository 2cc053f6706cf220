/** Draws the `random` group: content tokens of the corpus by a seeded hash, whether or not the feature fires. */
import { RANDOM_EXAMPLES } from '@/lib/domain/example'
import { hash53 } from './hash'

/** A content token: number `ordinal` (from 0) of its sequence. */
export interface ContentToken {
  readonly sequence: number
  readonly ordinal: number
}

/** Returns the number of content tokens before each sequence and, last, the total: [sequences + 1]. */
export function contentOffsets(contentTokens: ArrayLike<number>): Float64Array {
  const offsets = new Float64Array(contentTokens.length + 1)
  for (let i = 0; i < contentTokens.length; i++) offsets[i + 1] = offsets[i] + contentTokens[i]
  return offsets
}

/**
 * Draws 5 distinct content tokens for a feature, each equally likely (to within 2⁻⁵³ × the corpus), in the order of
 * drawing; fewer only if the corpus has fewer.
 */
export function drawContentTokens(
  seed: number,
  feature: number,
  offsets: Float64Array,
  wanted = RANDOM_EXAMPLES,
): ContentToken[] {
  const total = offsets[offsets.length - 1]
  const drawn = new Set<number>()
  for (let j = 0; drawn.size < Math.min(wanted, total); j++)
    drawn.add(hash53(seed, feature, j, 0x72616e64) % total)
  return [...drawn].map((index) => {
    let low = 0
    let high = offsets.length - 1
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if (offsets[middle] <= index) low = middle
      else high = middle
    }
    return { sequence: low, ordinal: index - offsets[low] }
  })
}

/** Returns the position of content token number `ordinal` of a sequence, or −1 if the sequence has fewer. */
export function contentPosition(tokenIds: ArrayLike<number>, special: Uint8Array, ordinal: number): number {
  let left = ordinal
  for (let position = 0; position < tokenIds.length; position++)
    if (special[tokenIds[position]] !== 1 && left-- === 0) return position
  return -1
}
