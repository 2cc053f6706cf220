import type { AnalysisContext } from './context'

/** About how many content tokens a shard holds. */
export const SHARD_TOKENS = 65_536

/**
 * Returns the sequences [from, to) of every shard. Borders depend only on the corpus and the settings, so that the
 * tables do not depend on which worker computes which shard.
 */
export function shardRanges(
  sequences: number,
  contextSize: number,
): { readonly from: number; readonly to: number }[] {
  const size = Math.max(1, Math.floor(SHARD_TOKENS / contextSize))
  return Array.from({ length: Math.ceil(sequences / size) }, (_, i) => ({
    from: i * size,
    to: Math.min(sequences, (i + 1) * size),
  }))
}

/** Returns the shards of an analysis. */
export function shardsOf({ corpus, settings }: AnalysisContext) {
  return shardRanges(corpus.analysed, settings.corpus.contextSize)
}

/** Returns the shard that a sequence lies in. */
export function shardOf(sequence: number, contextSize: number): number {
  return Math.floor(sequence / Math.max(1, Math.floor(SHARD_TOKENS / contextSize)))
}
