/**
 * Kinds of features found by fixed rules (see lib/analysis/motifs.ts). A tag is stored as its index in this list, so
 * append new tags.
 */
export const MOTIF_TAGS = ['single-token', 'token-in-context', 'context', 'dense', 'ultralow'] as const
export type MotifTag = (typeof MOTIF_TAGS)[number]

/** Returns the stored numbers of tags, ascending. */
export function tagNumbers(tags: readonly MotifTag[]): number[] {
  return tags.map((tag) => MOTIF_TAGS.indexOf(tag)).sort((a, b) => a - b)
}

/** Returns the tags of stored numbers in the order of MOTIF_TAGS; it skips numbers of a later version. */
export function tagNames(numbers: readonly number[]): MotifTag[] {
  return MOTIF_TAGS.filter((_, number) => numbers.includes(number))
}
