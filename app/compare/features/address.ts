import { createLoader, createParser, parseAsNativeArrayOf } from 'nuqs/server'
import { type FeatureRef, featureRefText, parseFeatureRef } from '@/lib/contract/feature-refs'

const ref = createParser<FeatureRef>({
  parse: parseFeatureRef,
  serialize: featureRefText,
  eq: (a, b) => featureRefText(a) === featureRefText(b),
})

/** The address of the page: the features that are compared, in order. Back undoes a change of them. */
export const COMPARED = { f: parseAsNativeArrayOf(ref).withOptions({ history: 'push' }) }

/** Reads the features from the search parameters of the page. */
export const loadCompared = createLoader(COMPARED)

/** A dictionary that can be compared: the one analysis of it that is shown. */
export interface Comparable {
  readonly id: string
  readonly size: number
  readonly analysis: number
}
