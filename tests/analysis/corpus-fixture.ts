/** A small random corpus with firings, as batches and as a plain list for the slow references. */

import { type FeatureSummary, finalise } from '@/lib/analysis/finalise'
import { type MergedBlock, mergeBlock } from '@/lib/analysis/merge-block'
import { accumulate, createSummary, type HarvestBatch, type Summary, serialise } from '@/lib/analysis/summary'
import { mergeTotals, serialiseTotals } from '@/lib/analysis/summary-bytes'
import { uniform } from '../support/random'

export interface Firing {
  readonly sequence: number
  readonly position: number
  readonly feature: number
  readonly value: number
}

export interface Fixture {
  readonly dSae: number
  readonly dVocab: number
  readonly seed: number
  readonly special: Uint8Array
  readonly keptFirings: number
  readonly sequences: Int32Array[]
  /** Firings in row-major order, including those on special tokens. */
  readonly firings: Firing[]
}

/**
 * Feature 0 is dead, 1 fires once, 2 always has the same value, 3 has few distinct values (ties), 4 peaks at the
 * first token, 5 fires everywhere over seven orders of magnitude, 6 fires on one token only, the others fire at
 * random.
 */
export function makeFixture(count = 120, dSae = 12): Fixture {
  const next = uniform(7)
  const dVocab = 30
  const special = new Uint8Array(dVocab)
  special[0] = 1
  const phrase = Array.from({ length: 25 }, () => 1 + Math.floor(next() * (dVocab - 1)))
  const sequences = Array.from({ length: count }, (_, s) => {
    const content = Array.from(
      { length: 8 + Math.floor(next() * 25) },
      () => 1 + Math.floor(next() ** 2 * (dVocab - 1)),
    )
    if (s % 3 === 0) content.splice(Math.floor(next() * 5), phrase.length, ...phrase)
    if (s % 10 === 4) content[3] = 0
    return Int32Array.from([0, ...content])
  })
  const firings: Firing[] = []
  sequences.forEach((ids, sequence) => {
    ids.forEach((token, position) => {
      for (let feature = 1; feature < dSae; feature++) {
        const value = activationOf(feature, sequence, position, token, next)
        if (value > 0) firings.push({ sequence, position, feature, value: Math.fround(value) })
      }
    })
  })
  return { dSae, dVocab, seed: 99, special, keptFirings: 2 ** 20, sequences, firings }
}

function activationOf(
  feature: number,
  sequence: number,
  position: number,
  token: number,
  next: () => number,
): number {
  const roll = next()
  if (feature === 1) return sequence === 50 && position === 5 ? 3.25 : 0
  if (feature === 2) return roll < 0.2 ? 1.5 : 0
  if (feature === 3) return roll < 0.4 ? 1 + Math.floor(next() * 4) : 0
  if (feature === 4) return position === 1 ? 40 + roll : roll < 0.05 ? roll : 0
  if (feature === 5) return 10 ** (roll * 7 - 4)
  if (feature === 6) return token === 5 ? 2 + roll : 0
  return roll < 0.15 ? (sequence / 10 + 1) * next() ** 2 : 0
}

export function batchOf(fixture: Fixture, from: number, to: number): HarvestBatch {
  const rows = fixture.sequences.slice(from, to)
  const stride = Math.max(...rows.map((ids) => ids.length)) + 2
  const tokenIds = new Int32Array(rows.length * stride)
  for (const [row, ids] of rows.entries()) tokenIds.set(ids, row * stride)
  const own = fixture.firings.filter(({ sequence }) => sequence >= from && sequence < to)
  return {
    sequences: rows.map((_, row) => from + row),
    lengths: rows.map((ids) => ids.length),
    tokenIds,
    stride,
    offsets: Int32Array.from(own, ({ sequence, position }) => (sequence - from) * stride + position),
    features: Int32Array.from(own, ({ feature }) => feature),
    values: Float32Array.from(own, ({ value }) => value),
  }
}

export function summarise(fixture: Fixture, from: number, to: number, batch = 7): Summary {
  const summary = createSummary(fixture)
  for (let at = from; at < to; at += batch)
    accumulate(summary, batchOf(fixture, at, Math.min(to, at + batch)))
  return summary
}

export interface Result {
  readonly blocks: MergedBlock[]
  readonly features: FeatureSummary[]
}

/** Runs all steps on a corpus that is cut at `cuts`. */
export function analyse(fixture: Fixture, cuts: readonly number[] = [], batch = 7): Result {
  const borders = [0, ...cuts, fixture.sequences.length]
  const shards = borders.slice(1).map((to, j) => summarise(fixture, borders[j], to, batch))
  const totals = mergeTotals(shards.map((shard) => serialiseTotals(shard.totals)))
  const bytes = shards.map(serialise)
  const blocks = bytes[0].map((_, block) => mergeBlock(bytes.map((shard) => shard[block])))
  return { blocks, features: blocks.flatMap((block) => finalise(block, totals)) }
}
