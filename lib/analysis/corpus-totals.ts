/** Counts over the tokens of a shard, the same for every feature. */
export interface CorpusTotals {
  sequences: number
  contentTokens: number
  /** Number of special tokens, which are left out of the statistics. */
  specialTokens: number
  /** Number of firings on special tokens, which are left out too. */
  specialFirings: number
  /** Number of occurrences of each content token. */
  readonly tokenCounts: Float64Array // [d_vocab]
}

export function createTotals(dVocab: number): CorpusTotals {
  return {
    sequences: 0,
    contentTokens: 0,
    specialTokens: 0,
    specialFirings: 0,
    tokenCounts: new Float64Array(dVocab),
  }
}
