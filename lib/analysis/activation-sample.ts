/**
 * The sparse activations of a whole dictionary on the same first tokens of a corpus. Features of any two dictionaries
 * are correlated on such samples. A sample is small because it is sparse (1M firings are 8 MB).
 */
import { SemascopeError } from '@/lib/errors'
import { pearson, topIndices } from './relate'

export interface ActivationSample {
  /** The firings of content token t are [starts[t], starts[t + 1]). */
  readonly starts: Uint32Array // [tokens + 1]
  readonly features: Uint32Array
  /** Displayed activations. */
  readonly values: Float32Array
}

export function sampleTokens(sample: ActivationSample): number {
  return sample.starts.length - 1
}

/** Returns the activations of one feature on the first `tokens` tokens of a sample, [tokens]. */
export function featureColumn(sample: ActivationSample, feature: number, tokens: number): Float32Array {
  const { starts, features, values } = sample
  const column = new Float32Array(tokens)
  for (let t = 0, m = 0; t < tokens; t++)
    for (; m < starts[t + 1]; m++) if (features[m] === feature) column[t] = values[m]
  return column
}

export interface Correlated {
  readonly index: number
  readonly pearson: number
}

/**
 * Returns the k features whose activations on the same tokens correlate most with `column`, ties by index, without
 * `omit` and without correlations that are not positive. Pearson's r counts all tokens, silent ones included.
 */
export function mostCorrelated(
  column: Float32Array,
  sample: ActivationSample,
  dSae: number,
  k: number,
  omit = -1,
): Correlated[] {
  const n = column.length
  const { starts, features, values } = sample
  if (sampleTokens(sample) < n)
    throw new SemascopeError('invalid_input', `a sample of ${sampleTokens(sample)} tokens, ${n} needed`)
  const x = new Float64Array(dSae)
  const xx = new Float64Array(dSae)
  const xy = new Float64Array(dSae)
  let y = 0
  let yy = 0
  for (let t = 0; t < n; t++) {
    const own = column[t]
    y += own
    yy += own * own
    for (let m = starts[t]; m < starts[t + 1]; m++) {
      const value = values[m]
      x[features[m]] += value
      xx[features[m]] += value * value
      if (own !== 0) xy[features[m]] += value * own
    }
  }
  const score = (i: number) => {
    // features that are never active together cannot have a positive correlation
    if (i === omit || xy[i] === 0) return Number.NaN
    const r = pearson({ n, x: x[i], xx: xx[i], y, yy, xy: xy[i] })
    return r === null || r <= 0 ? Number.NaN : r
  }
  return topIndices(dSae, k, score).map((index) => ({ index, pearson: score(index) }))
}

const HEADER_WORDS = 2

/** Encodes a sample as little-endian bytes: tokens, firings, starts, features (uint32), values (float32). */
export function encodeSample({ starts, features, values }: ActivationSample): Uint8Array {
  const bytes = new Uint8Array(4 * (HEADER_WORDS + starts.length + features.length + values.length))
  const words = new Uint32Array(bytes.buffer)
  words[0] = starts.length - 1
  words[1] = features.length
  words.set(starts, HEADER_WORDS)
  words.set(features, HEADER_WORDS + starts.length)
  new Float32Array(bytes.buffer).set(values, HEADER_WORDS + starts.length + features.length)
  return bytes
}

/** Reads the bytes of a sample. Throws `invalid_input` if their length does not fit the header. */
export function decodeSample(bytes: Uint8Array): ActivationSample {
  const { buffer } = bytes.slice()
  const words = new Uint32Array(buffer, 0, Math.floor(buffer.byteLength / 4))
  const [tokens, firings] = words
  const length = HEADER_WORDS + tokens + 1 + 2 * firings
  if (!(words.length >= HEADER_WORDS) || buffer.byteLength !== 4 * length)
    throw new SemascopeError('invalid_input', `an activation sample of ${bytes.length} bytes is cut short`)
  const features = HEADER_WORDS + tokens + 1
  return {
    starts: words.slice(HEADER_WORDS, features),
    features: words.slice(features, features + firings),
    values: new Float32Array(buffer, 4 * (features + firings), firings),
  }
}
