import type { AnalysisContext } from './context'

/** Content tokens a shard holds, about. */
const SHARD_TOKENS = 65_536

/**
 * Sequences [from, to) of every shard. Borders depend on the corpus and the settings alone, so that the tables
 * do not depend on who computes which shard.
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

/** The shards of an analysis. */
export function shardsOf({ corpus, settings }: AnalysisContext) {
  return shardRanges(corpus.analysed, settings.corpus.contextSize)
}

/** The shard a sequence lies in. */
export function shardOf(sequence: number, contextSize: number): number {
  return Math.floor(sequence / Math.max(1, Math.floor(SHARD_TOKENS / contextSize)))
}
