import { queryOptions } from '@tanstack/react-query'
import { featureQueries } from '@/app/_ui/data/queries/feature'
import type { Feature } from '@/lib/contract/feature'
import type { SimilarAnswer, SimilarFeature } from '@/lib/contract/feature-compute'
import type { Dictionary } from '@/lib/contract/schemas'
import { overTokens } from '@/lib/view/over-tokens'

/** What is nearest to a feature. Only a feature has a name; a neuron has its number. */
export interface Nearest {
  readonly index: number
  readonly value: number
  readonly feature?: SimilarFeature
}

export interface Match {
  readonly correlation: Nearest | undefined
  /** By decoder; undefined if decoders cannot be compared. */
  readonly decoder: Nearest | undefined
  /** What the correlation was computed over; null if it could not be computed. */
  readonly over: string | null
}

/**
 * Finds what is nearest to a feature of the left dictionary in the right one; null if the two do not read the same tokens. The
 * answers that it is made of stay in the cache for the page of the feature.
 */
export const matchQuery = (a: Dictionary, b: Dictionary, analysis: number, index: number) =>
  queryOptions({
    queryKey: ['match', a.id, analysis, index, b.id, b.publishedAt],
    queryFn: async ({ client }): Promise<Match | null> => {
      const feature = { dictionary: a.id, index, analysis }
      return b.kind === 'neurons'
        ? neuronsOf(await client.fetchQuery(featureQueries.detail(feature)))
        : featuresOf(await client.fetchQuery(featureQueries.similar(feature)), b.id)
    },
  })

function featuresOf({ items, tokens }: SimilarAnswer, dictionary: string): Match | null {
  const found = items.find((item) => item.dictionary === dictionary)
  if (!found) return null
  const nearest = (feature: SimilarFeature | undefined) =>
    feature && { index: feature.index, value: feature.value, feature }
  return {
    correlation: nearest(found.correlations?.[0]),
    decoder: nearest(found.cosines?.[0]),
    over: found.correlations && overTokens(tokens, tokens),
  }
}

function neuronsOf({ neurons, analysis }: Feature): Match | null {
  if (!neurons) return null
  const [correlated] = neurons.correlated
  const [aligned] = neurons.aligned
  return {
    correlation: correlated && { index: correlated.neuron, value: correlated.pearson },
    decoder: aligned && { index: aligned.neuron, value: aligned.weight },
    over: neurons.tokens === null ? null : overTokens(neurons.tokens, analysis.tokens),
  }
}
