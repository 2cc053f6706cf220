/**
 * Draws the firings on which a feature's rules are chosen: every k-th of those in each shard, from a place that a seeded hash
 * names, so that about as many are drawn of each frequent feature, and all of a rare one.
 */
import { hash32 } from '@/lib/analysis/hash'
import type { SequenceActivations } from './rule-activations'

/** Most firings drawn of a feature, and of all features of a dictionary together. */
const MOST_DRAWN = 512
const LEAST_DRAWN = 64
const ALL_DRAWN = 2 ** 23

/** Firings of many features, in the order of the text. */
export interface DrawnFirings {
  readonly features: Uint32Array
  readonly sequences: Uint32Array
  readonly positions: Uint16Array
  readonly activations: Float32Array
}

/** Returns k of each feature, of which `counts` is the number of firings in all of the text. */
export function drawStrides(counts: ArrayLike<number>, chosenShare: number): Uint32Array {
  const most = Math.max(LEAST_DRAWN, Math.min(MOST_DRAWN, Math.floor(ALL_DRAWN / counts.length)))
  return Uint32Array.from(counts, (count) => Math.max(1, Math.ceil((count * chosenShare) / most)))
}

/** Draws firings from the sequences of one shard, which begins with sequence `first` of the corpus. */
export async function drawFirings(
  activations: AsyncIterable<SequenceActivations>,
  strides: Uint32Array,
  seed: number,
  first: number,
): Promise<DrawnFirings> {
  const left = strides.map((stride, feature) => hash32(seed, feature, first, 0x72756c65) % stride)
  const features: number[] = []
  const sequences: number[] = []
  const positions: number[] = []
  const values: number[] = []
  for await (const { sequence, block, from, to } of activations)
    for (let row = from; row < to; row++)
      for (let i = block.rows[row]; i < block.rows[row + 1]; i++) {
        const feature = block.features[i]
        if (left[feature]-- > 0) continue
        left[feature] = strides[feature] - 1
        features.push(feature)
        sequences.push(sequence)
        positions.push(row - from)
        values.push(block.values[i])
      }
  return {
    features: Uint32Array.from(features),
    sequences: Uint32Array.from(sequences),
    positions: Uint16Array.from(positions),
    activations: Float32Array.from(values),
  }
}

/** Returns the firings by feature, in the order of the text; those of feature f are [starts[f], starts[f + 1]). */
export function byFeature(
  parts: readonly DrawnFirings[],
  dSae: number,
): DrawnFirings & { readonly starts: Uint32Array } {
  const starts = new Uint32Array(dSae + 1)
  for (const { features } of parts) for (const feature of features) starts[feature + 1]++
  for (let feature = 0; feature < dSae; feature++) starts[feature + 1] += starts[feature]
  const total = starts[dSae]
  const all = {
    starts,
    features: new Uint32Array(total),
    sequences: new Uint32Array(total),
    positions: new Uint16Array(total),
    activations: new Float32Array(total),
  }
  const next = starts.slice()
  for (const part of parts)
    for (let i = 0; i < part.features.length; i++) {
      const at = next[part.features[i]]++
      all.features[at] = part.features[i]
      all.sequences[at] = part.sequences[i]
      all.positions[at] = part.positions[i]
      all.activations[at] = part.activations[i]
    }
  return all
}
