import { keepPreviousData } from '@tanstack/react-query'
import type { ExampleGroupName } from '@/lib/contract/example-groups'
import { orpc } from '../orpc'

/** A feature in one analysis of its dictionary. A new analysis has answers of its own, so the key of each has its id. */
export interface FeatureRef {
  readonly dictionary: string
  readonly index: number
  readonly analysis: number
}

/** Firings of at least `from` and below `to`; up to the maximum if `to` is left out. */
export interface ActivationRange {
  readonly from: number
  readonly to?: number | undefined
}

const paramsOf = ({ dictionary, index }: FeatureRef) => ({ dictionary, feature: index })

/** How long what was computed on request is kept after its reader left: a page has hundreds of sequences. */
const COMPUTED_MS = 5 * 60_000

/** What an analysis says about one feature. Such answers never change. */
export const featureQueries = {
  /** Everything that is known, with all stored tokens and logits. */
  detail: (feature: FeatureRef) => {
    const input = { params: paramsOf(feature) }
    return orpc.features.get.queryOptions({
      input,
      queryKey: [...orpc.features.get.queryKey({ input }), feature.analysis],
    })
  },
  /** The examples of one group with their whole sequences. */
  examples: (feature: FeatureRef, group: ExampleGroupName) => examples(feature, { group }),
  /** The stored firings between two activations, which is what a bin of the histogram shows. */
  firings: (feature: FeatureRef, { from, to }: ActivationRange) => examples(feature, { from, to }),
  /** How the feature changes the next tokens at each place of a sequence; computed on request. */
  effects: (feature: FeatureRef, sequence: number) => {
    const input = { params: paramsOf(feature), query: { sequence } }
    return orpc.features.effects.queryOptions({
      input,
      queryKey: [...orpc.features.effects.queryKey({ input }), feature.analysis],
      gcTime: COMPUTED_MS,
    })
  },
  /** The nearest features by activity and in other dictionaries; computed on request. */
  similar: (feature: FeatureRef) => {
    const input = { params: paramsOf(feature) }
    return orpc.features.similar.queryOptions({
      input,
      queryKey: [...orpc.features.similar.queryKey({ input }), feature.analysis],
    })
  },
  /** Activations of the feature on a text of the reader; the answer before stays until the next one. */
  inspect: (feature: FeatureRef, text: string) => {
    const input = { body: { dictionary: feature.dictionary, text, features: [feature.index] } }
    return orpc.inspect.text.queryOptions({
      input,
      queryKey: [...orpc.inspect.text.queryKey({ input }), feature.analysis],
      placeholderData: keepPreviousData,
    })
  },
}

function examples(feature: FeatureRef, query: { group?: ExampleGroupName } & Partial<ActivationRange>) {
  const input = { params: paramsOf(feature), query }
  return orpc.features.examples.queryOptions({
    input,
    queryKey: [...orpc.features.examples.queryKey({ input }), feature.analysis],
  })
}
