/**
 * All that is known per feature, except token statistics: a struct of arrays for n features, about 16 KB each. The shard's
 * summary uses it for one feature at a time, the merge for one block of features.
 */
import { createIntervalSamples, foldSamples, type IntervalSamples, SAMPLE_BINS } from './interval-sample'
import { FINE_BINS, foldCounts } from './linear-bins'
import { createTopExamples, type TopExamples } from './top-examples'

export interface FeatureStore {
  readonly features: number
  /** Number of content tokens where the feature fires (f > 0). */
  readonly counts: Float64Array // [n]
  /** Those of them that are the first content token of their sequence. */
  readonly firstCounts: Float64Array // [n]
  readonly sums: Float64Array // [n], Σf
  readonly squares: Float64Array // [n], Σf²
  readonly maxima: Float32Array // [n]
  /** Octave of the maximum; 0 until the feature fires. */
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

/** Forgets all about a feature. */
export function clearFeature(store: FeatureStore, feature: number): void {
  for (const numbers of [store.counts, store.firstCounts, store.sums, store.squares, store.maxima])
    numbers[feature] = 0
  store.octaves[feature] = 0
  store.histogram.fill(0, feature * FINE_BINS, (feature + 1) * FINE_BINS)
  store.samples.sizes.fill(0, feature * SAMPLE_BINS, (feature + 1) * SAMPLE_BINS)
  store.top.sizes[feature] = 0
}

/** Widens the bins of a feature so that they reach `octave`. */
export function raiseOctave(store: FeatureStore, feature: number, octave: number): void {
  const old = store.octaves[feature]
  store.octaves[feature] = octave
  if (old === 0) return
  foldCounts(store.histogram, feature * FINE_BINS, octave - old)
  foldSamples(store.samples, feature, octave - old)
}
