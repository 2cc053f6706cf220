/**
 * The firings on which a feature's loss effect is measured: of each linear bin of activation the few with the smallest
 * seeded hash, which the harvest kept. Within a bin they are a uniform draw, and the bin's exact count says for how many
 * firings each of them stands.
 */
import { intervalOf } from './interval-counts'
import { SAMPLE_BINS, SAMPLES_PER_BIN } from './interval-sample'
import { FINE_BINS } from './linear-bins'
import type { MergedBlock } from './merge-block'

/** Firings measured in each bin, of which a frequent feature fills 32 to 64: fewer in a preview, which is soon replaced. */
export const MEASURED_PER_BIN = { whole: 4, preview: 1 }

/** Struct of arrays; firings of a feature stand together. */
export interface LossSample {
  readonly features: Uint32Array
  readonly sequences: Uint32Array
  readonly positions: Uint16Array
  /** Displayed activations. */
  readonly values: Float32Array
  /** Interval of activation, 0 the highest. */
  readonly intervals: Uint8Array
  readonly bins: Uint8Array
  /** Number of firings of the bin for each of its measured firings; 1 if all of them are measured. */
  readonly weights: Float32Array
}

function createLossSample(length: number): LossSample {
  return {
    features: new Uint32Array(length),
    sequences: new Uint32Array(length),
    positions: new Uint16Array(length),
    values: new Float32Array(length),
    intervals: new Uint8Array(length),
    bins: new Uint8Array(length),
    weights: new Float32Array(length),
  }
}

/** Draws the firings to measure from a block of features, at most `perBin` (up to 8) of each bin. */
export function drawLossSample({ store, features, firstFeature }: MergedBlock, perBin: number): LossSample {
  const { samples, maxima } = store
  const drawn = (bin: number) => Math.min(samples.sizes[bin], perBin)
  let length = 0
  for (let bin = 0; bin < features * SAMPLE_BINS; bin++) length += drawn(bin)
  const out = createLossSample(length)
  let at = 0
  for (let bin = 0; bin < features * SAMPLE_BINS; bin++) {
    const feature = Math.floor(bin / SAMPLE_BINS)
    const own = bin - feature * SAMPLE_BINS
    const n = drawn(bin)
    if (n === 0) continue
    const weight = countOf(store.histogram, feature, own) / n
    for (let e = bin * SAMPLES_PER_BIN; e < bin * SAMPLES_PER_BIN + n; e++) {
      out.features[at] = firstFeature + feature
      out.sequences[at] = samples.sequences[e]
      out.positions[at] = samples.positions[e]
      out.values[at] = samples.values[e]
      out.intervals[at] = intervalOf(samples.values[e], maxima[feature])
      out.bins[at] = own
      out.weights[at++] = weight
    }
  }
  return out
}

/** Returns the number of firings in a bin, from the finer bins of the histogram. */
function countOf(histogram: Uint32Array, feature: number, bin: number): number {
  const finer = FINE_BINS / SAMPLE_BINS
  let count = 0
  for (let b = feature * FINE_BINS + bin * finer, end = b + finer; b < end; b++) count += histogram[b]
  return count
}

const FIELDS = ['features', 'sequences', 'values', 'weights', 'positions', 'intervals', 'bins'] as const

/** Returns those of a sample's firings that `keep` picks, as bytes. */
export function encodeLossSample(sample: LossSample, keep: ArrayLike<number>): Uint8Array {
  const picked = pickLossSample(sample, keep)
  const size = FIELDS.reduce((sum, field) => sum + picked[field].byteLength, 0)
  const bytes = new Uint8Array(size)
  let at = 0
  for (const field of FIELDS) {
    const { buffer, byteOffset, byteLength } = picked[field]
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at)
    at += byteLength
  }
  return bytes
}

/** Bytes of one firing: four words, a position, interval and bin. */
const FIRING_BYTES = 20

export function decodeLossSample(bytes: Uint8Array): LossSample {
  const sample = createLossSample(bytes.length / FIRING_BYTES)
  let at = 0
  for (const field of FIELDS) {
    const { buffer, byteLength } = sample[field]
    new Uint8Array(buffer).set(bytes.subarray(at, at + byteLength))
    at += byteLength
  }
  return sample
}

function pickLossSample(sample: LossSample, keep: ArrayLike<number>): LossSample {
  const out = createLossSample(keep.length)
  for (const field of FIELDS) for (let i = 0; i < keep.length; i++) out[field][i] = sample[field][keep[i]]
  return out
}

/** Returns one sample with the firings of several, in order. */
export function joinLossSamples(samples: readonly LossSample[]): LossSample {
  const out = createLossSample(samples.reduce((sum, { features }) => sum + features.length, 0))
  let at = 0
  for (const sample of samples) {
    for (const field of FIELDS) out[field].set(sample[field], at)
    at += sample.features.length
  }
  return out
}
