/**
 * Kinds of features by fixed rules, see lib/analysis/motifs.ts. Stored by their place in this list, so new ones are
 * appended.
 */
export const MOTIF_TAGS = ['single-token', 'token-in-context', 'context', 'dense', 'ultralow'] as const
export type MotifTag = (typeof MOTIF_TAGS)[number]

/** The stored numbers of tags, ascending. */
export function tagNumbers(tags: readonly MotifTag[]): number[] {
  return tags.map((tag) => MOTIF_TAGS.indexOf(tag)).sort((a, b) => a - b)
}

/** Tags from their stored numbers, in the order of MOTIF_TAGS; numbers of a later version are left out. */
export function tagNames(numbers: readonly number[]): MotifTag[] {
  return MOTIF_TAGS.filter((_, number) => numbers.includes(number))
}

/** A set of tags as bits: tag number n is 2 ** n. */
export function tagBits(tags: readonly MotifTag[]): number {
  return tagNumbers(tags).reduce((bits, number) => bits | (1 << number), 0)
}

/** Tags from their bits, in the order of MOTIF_TAGS; bits of a later version are left out. */
export function tagsOfBits(bits: number): MotifTag[] {
  return MOTIF_TAGS.filter((_, number) => (bits & (1 << number)) !== 0)
}
