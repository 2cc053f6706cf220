/**
 * Everything kept per feature while firings stream by, token statistics aside: a struct of arrays for n features,
 * about 16 KB each. Used by the shard's summary (all features) and by the merge (one block of them).
 */
import { createIntervalSamples, foldSamples, type IntervalSamples } from './interval-sample'
import { FINE_BINS, foldCounts } from './linear-bins'
import { createTopExamples, type TopExamples } from './top-examples'

export interface FeatureStore {
  readonly features: number
  /** Content tokens where the feature fires (f > 0). */
  readonly counts: Float64Array // [n]
  /** Of these, tokens that are their sequence's first content token. */
  readonly firstCounts: Float64Array // [n]
  readonly sums: Float64Array // [n], Σf
  readonly squares: Float64Array // [n], Σf²
  readonly maxima: Float32Array // [n]
  /** Octave of the maximum; 0 while the feature never fired. */
  readonly octaves: Uint8Array // [n]
  readonly histogram: Uint32Array // [n · 2048]
  readonly samples: IntervalSamples
  readonly top: TopExamples
}

export function createFeatureStore(features: number): FeatureStore {
  return {
    features,
    counts: new Float64Array(features),
    firstCounts: new Float64Array(features),
    sums: new Float64Array(features),
    squares: new Float64Array(features),
    maxima: new Float32Array(features),
    octaves: new Uint8Array(features),
    histogram: new Uint32Array(features * FINE_BINS),
    samples: createIntervalSamples(features),
    top: createTopExamples(features),
  }
}

/** Widens the feature's bins so that they reach `octave`. */
export function raiseOctave(store: FeatureStore, feature: number, octave: number): void {
  const old = store.octaves[feature]
  store.octaves[feature] = octave
  if (old === 0) return
  foldCounts(store.histogram, feature * FINE_BINS, octave - old)
  foldSamples(store.samples, feature, octave - old)
}
