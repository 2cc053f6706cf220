/** What a shard hands on of each block of features: its numbers of firings by interval, and measured loss effects. */
import { INTERVALS } from '@/lib/domain/example'
import { ByteReader, ByteWriter } from './bytes'
import type { MeasuredFiring } from './loss-effects'
import type { LossSample } from './loss-sample'

/** Number of features in a block. */
export const EFFECT_BLOCK = 512

/** Returns the counts [d_sae, 11] as bytes, a record a block. */
export function encodeIntervalCounts(counts: Uint32Array, dSae: number): Uint8Array[] {
  return blocksOf(dSae).map(([from, to]) => {
    const out = new ByteWriter()
    for (let at = from * INTERVALS; at < to * INTERVALS; at++) out.varint(counts[at])
    return out.take()
  })
}

/** Adds up one block's counts over all shards, [features, 11]. */
export function sumIntervalCounts(shards: readonly Uint8Array[], features: number): Float64Array {
  const sums = new Float64Array(features * INTERVALS)
  shards.forEach((bytes, shard) => {
    const input = new ByteReader(bytes, `interval counts of shard ${shard}`)
    for (let at = 0; at < sums.length; at++) sums[at] += input.varint()
    input.end()
  })
  return sums
}

/** Returns measured effects as bytes, a record a block; `effects` stand beside the firings of the sample. */
export function encodeEffects(sample: LossSample, effects: Float32Array, dSae: number): Uint8Array[] {
  const writers = blocksOf(dSae).map(() => new ByteWriter())
  for (let i = 0; i < effects.length; i++) {
    const block = Math.floor(sample.features[i] / EFFECT_BLOCK)
    const out = writers[block]
    out.varint(sample.features[i] - block * EFFECT_BLOCK)
    out.varint(sample.intervals[i])
    out.varint(sample.bins[i])
    out.float32(sample.weights[i])
    out.float32(effects[i])
  }
  return writers.map((out) => out.take())
}

/** Returns the measured firings of each feature of a block, from the records of all shards. */
export function gatherEffects(shards: readonly Uint8Array[], features: number): MeasuredFiring[][] {
  const byFeature: MeasuredFiring[][] = Array.from({ length: features }, () => [])
  shards.forEach((bytes, shard) => {
    const input = new ByteReader(bytes, `loss effects of shard ${shard}`)
    while (!input.isAtEnd()) {
      const feature = input.varint()
      byFeature[feature].push({
        interval: input.varint(),
        bin: input.varint(),
        weight: input.float32(),
        effect: input.float32(),
      })
    }
  })
  return byFeature
}

function blocksOf(dSae: number): [number, number][] {
  return Array.from({ length: Math.ceil(dSae / EFFECT_BLOCK) }, (_, block) => [
    block * EFFECT_BLOCK,
    Math.min(dSae, (block + 1) * EFFECT_BLOCK),
  ])
}
