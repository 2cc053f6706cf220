/**
 * The features that fire on each token: the first by summed activation and, if that list is cut, also the first by
 * each statistic that can order a search. A list that is not cut holds every feature, so it serves all orders. The
 * lists are fed block by block; the result does not depend on the order of offers.
 */
import type { MergedBlock } from './merge-block'
import { POSTING_FEATURES, type Posting, type PostingEntry, TokenPostings } from './token-postings'

/** Mean activation where active on the token, its maximum, and its share of the feature's summed activation. */
const STATISTICS = ['activation', 'max', 'share'] as const
type FiringStatistic = (typeof STATISTICS)[number]

export class FiringPostings {
  readonly #mass: TokenPostings
  readonly #byStatistic: Readonly<Record<FiringStatistic, TokenPostings>>
  /** Summed activation of each feature over all tokens, [d_sae]. */
  readonly #sums: Float64Array

  constructor(dVocab: number, dSae: number, capacity = POSTING_FEATURES) {
    const lists = () => new TokenPostings(dVocab, capacity)
    this.#mass = lists()
    this.#byStatistic = { activation: lists(), max: lists(), share: lists() }
    this.#sums = new Float64Array(dSae)
  }

  /** Offers every (feature, token) pair of a block; `sums` holds the summed activation of its features. */
  offerBlock(
    block: Pick<MergedBlock, 'firstFeature' | 'features' | 'tokens'>,
    sums: readonly number[],
  ): void {
    const { offsets, tokens, counts, sums: masses, maxima } = block.tokens
    for (let i = 0; i < block.features; i++) {
      const feature = block.firstFeature + i
      this.#sums[feature] = sums[i]
      for (let row = offsets[i]; row < offsets[i + 1]; row++) {
        const entry = { value: Math.fround(masses[row]), count: counts[row], max: maxima[row] }
        this.#offer(tokens[row], feature, masses[row], entry)
      }
    }
  }

  /** Returns the lists by their order; those after `mass` have only tokens whose list by `mass` is cut. */
  kinds(): (readonly ['mass' | FiringStatistic, TokenPostings])[] {
    return [['mass', this.#mass], ...STATISTICS.map((name) => [name, this.#byStatistic[name]] as const)]
  }

  #offer(token: number, feature: number, mass: number, entry: PostingEntry): void {
    if (this.#mass.isFull(token)) {
      // Until now the list had every offered feature.
      const kept = this.#byStatistic.max.isFull(token) ? null : this.#mass.list(token)
      if (kept) for (const [at, own] of kept.features.entries()) this.#rank(token, own, entryOf(kept, at))
      this.#rank(token, feature, entry)
    }
    this.#mass.offer(token, feature, mass, entry)
  }

  #rank(token: number, feature: number, entry: PostingEntry): void {
    for (const statistic of STATISTICS)
      this.#byStatistic[statistic].offer(token, feature, this.#value(statistic, feature, entry), entry)
  }

  /** Computes the statistic from the stored entry, so that a search that computes it again has the same order. */
  #value(statistic: FiringStatistic, feature: number, { value, count, max }: PostingEntry): number {
    switch (statistic) {
      case 'activation':
        return value / count
      case 'max':
        return max
      case 'share':
        return value / this.#sums[feature]
    }
  }
}

function entryOf({ values, counts, maxima }: Posting, at: number): PostingEntry {
  return { value: values[at], count: counts[at], max: maxima[at] }
}
