import { motifTags } from '@/lib/analysis/motifs'
import type { ExampleRow } from '@/lib/db/computed/examples'
import type { MotifFigures } from '@/lib/db/computed/motifs'
import type { MotifTag } from '@/lib/domain/motif'

/** Returns the tags of a feature from its statistics, its examples and the occurrences of every token, [d_vocab]. */
export function tagsOf(
  figures: MotifFigures,
  examples: readonly ExampleRow[],
  occurrences: ArrayLike<number>,
): MotifTag[] {
  const { tokenIds, tokenCounts, tokenSums } = figures
  const drawn = new Map<number, readonly number[]>()
  for (const { group, sequence, positions } of examples)
    if (group >= 0) drawn.set(sequence, Array.from(positions))
  return motifTags({
    ...figures,
    tokens: tokenIds.map((id, i) => ({
      count: tokenCounts[i],
      sum: tokenSums[i],
      occurrences: occurrences[id],
    })),
    firings: [...drawn.values()],
  })
}
