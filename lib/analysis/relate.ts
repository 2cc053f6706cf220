/** Relates features to neurons and to each other, from weights and from streamed sums. */
import { SemascopeError } from '@/lib/errors'
import type { NeuronSums } from './neuron-sums'

export interface AlignedNeuron {
  readonly neuron: number
  /** Coordinate of the decoder vector in the neuron basis. */
  readonly weight: number
  /** weight| as a share of the decoder vector's L1 norm. */
  readonly l1Share: number
}

/** Returns the k neurons with the largest |decoder coordinate|, ties by index; none for a zero vector. */
export function alignNeurons(decoderRow: ArrayLike<number>, k = 3): AlignedNeuron[] {
  let l1 = 0
  for (let i = 0; i < decoderRow.length; i++) l1 += Math.abs(decoderRow[i])
  if (l1 === 0) return []
  return topIndices(decoderRow.length, k, (i) => Math.abs(decoderRow[i])).map((neuron) => ({
    neuron,
    weight: decoderRow[neuron],
    l1Share: Math.abs(decoderRow[neuron]) / l1,
  }))
}

/** Returns the indices of the k largest scores, largest first, ties by index; a NaN score is left out. */
export function topIndices(count: number, k: number, score: (index: number) => number): number[] {
  const best: number[] = []
  const scores: number[] = []
  for (let i = 0; i < count; i++) {
    const value = score(i)
    if (Number.isNaN(value) || (best.length === k && !(value > scores[k - 1]))) continue
    if (best.length === k) {
      best.pop()
      scores.pop()
    }
    let at = best.length
    while (at > 0 && value > scores[at - 1]) at--
    best.splice(at, 0, i)
    scores.splice(at, 0, value)
  }
  return best
}

export interface Neighbour {
  readonly index: number
  readonly cosine: number
}

/**
 * Returns the k nearest features of each feature from firstFeature on, by decoder cosine, without itself; ties by
 * index. cosines [count, d_sae]; `omit` marks features not to list, such as those with a zero decoder vector.
 */
export function nearestFeatures(
  cosines: Float32Array,
  dSae: number,
  firstFeature: number,
  k: number,
  omit?: Uint8Array,
): Neighbour[][] {
  const count = cosines.length / dSae
  if (!Number.isInteger(count))
    throw new SemascopeError('invalid_input', `${cosines.length} cosines are not rows of ${dSae}`)
  return Array.from({ length: count }, (_, row) => {
    const score = (i: number) =>
      i === firstFeature + row || omit?.[i] === 1 ? Number.NaN : cosines[row * dSae + i]
    return topIndices(dSae, k, score).map((index) => ({ index, cosine: cosines[row * dSae + index] }))
  })
}

/** Float64 sums of two activations over n tokens. */
export interface PairSums {
  readonly n: number
  readonly x: number
  readonly y: number
  readonly xx: number
  readonly yy: number
  readonly xy: number
}

/** Returns the Pearson correlation, or null if either side does not vary (beyond rounding). */
export function pearson({ n, x, y, xx, yy, xy }: PairSums): number | null {
  const varianceX = n * xx - x * x
  const varianceY = n * yy - y * y
  if (!(varianceX > n * xx * 1e-12) || !(varianceY > n * yy * 1e-12)) return null
  return clamp((n * xy - x * y) / Math.sqrt(varianceX) / Math.sqrt(varianceY))
}

/** Returns the cosine of the two activation vectors over tokens, or null if either is silent. */
export function activationCosine({ xx, yy, xy }: PairSums): number | null {
  return xx > 0 && yy > 0 ? clamp(xy / Math.sqrt(xx) / Math.sqrt(yy)) : null
}

function clamp(value: number): number {
  return Math.max(-1, Math.min(1, value))
}

export interface CorrelatedNeuron {
  readonly neuron: number
  readonly pearson: number
  readonly cosine: number | null
}

/**
 * Returns the k neurons with the largest Pearson correlation with a feature, without `omit`; none for a feature that does not
 * vary.
 */
export function correlatedNeurons(sums: NeuronSums, feature: number, k = 3, omit = -1): CorrelatedNeuron[] {
  const pair = (neuron: number): PairSums => ({
    n: sums.tokens,
    x: sums.f[feature],
    xx: sums.ff[feature],
    y: sums.n[neuron],
    yy: sums.nn[neuron],
    xy: sums.fn[feature * sums.n.length + neuron],
  })
  const correlations = Array.from({ length: sums.n.length }, (_, neuron) =>
    neuron === omit ? Number.NaN : (pearson(pair(neuron)) ?? Number.NaN),
  )
  return topIndices(correlations.length, k, (neuron) => correlations[neuron]).map((neuron) => ({
    neuron,
    pearson: correlations[neuron],
    cosine: activationCosine(pair(neuron)),
  }))
}
