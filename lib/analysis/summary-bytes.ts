/**
 * Writes a summary as bytes: one record for the totals and one for each block of features, so that the merge holds
 * one block of all shards at a time. The bytes are a function of the summary's content alone.
 */

import { TOP_EXAMPLES } from '@/lib/domain/example'
import { SemascopeError } from '@/lib/errors'
import { ByteReader, ByteWriter } from './bytes'
import type { FeatureStore } from './feature-store'
import { SAMPLE_BINS, SAMPLES_PER_BIN } from './interval-sample'
import { FINE_BINS } from './linear-bins'
import { type CorpusTotals, createTotals, type Summary } from './summary'
import { type TokenStatRows, tokenStatRows } from './token-table'

/** Number of features in a block. */
const BLOCK_FEATURES = 512
const MAGIC = 0x534d4231

/** The header of a block's bytes; all shards of a run have the same one. */
export interface BlockHeader {
  readonly firstFeature: number
  readonly features: number
  readonly dSae: number
  readonly dVocab: number
  readonly seed: number
}

/** Returns the number of blocks of a dictionary. */
export function blockCount(dSae: number): number {
  return Math.ceil(dSae / BLOCK_FEATURES)
}

/** Returns one record per block of 512 features, in order of features. */
export function serialise(summary: Summary): Uint8Array[] {
  const rows = tokenStatRows(summary.tokens, summary.dSae)
  return Array.from({ length: blockCount(summary.dSae) }, (_, block) => {
    const firstFeature = block * BLOCK_FEATURES
    const features = Math.min(BLOCK_FEATURES, summary.dSae - firstFeature)
    const out = new ByteWriter()
    out.uint32(MAGIC)
    out.uint32(summary.seed)
    for (const word of [firstFeature, features, summary.dSae, summary.dVocab]) out.varint(word)
    for (let i = firstFeature; i < firstFeature + features; i++) writeFeature(out, summary.store, rows, i)
    return out.take()
  })
}

/** Reads the header of a block. Throws `invalid_input` if there is none. */
export function readBlockHeader(input: ByteReader): BlockHeader {
  const magic = input.uint32()
  if (magic !== MAGIC) throw new SemascopeError('invalid_input', 'shard summary: not a block of one')
  const seed = input.uint32()
  return {
    seed,
    firstFeature: input.varint(),
    features: input.varint(),
    dSae: input.varint(),
    dVocab: input.varint(),
  }
}

function writeFeature(out: ByteWriter, store: FeatureStore, rows: TokenStatRows, i: number): void {
  out.varint(store.counts[i])
  if (store.counts[i] === 0) return
  out.varint(store.firstCounts[i])
  out.float64(store.sums[i])
  out.float64(store.squares[i])
  out.float32(store.maxima[i])
  out.varint(store.octaves[i])
  writeHistogram(out, store, i)
  writeSamples(out, store, i)
  writeTop(out, store, i)
  out.varint(rows.offsets[i + 1] - rows.offsets[i])
  let before = 0
  for (let row = rows.offsets[i]; row < rows.offsets[i + 1]; row++) {
    out.varint(rows.tokens[row] - before)
    before = rows.tokens[row]
    out.varint(rows.counts[row])
    out.float32(rows.maxima[row])
    // The sum of one firing is its maximum, exact in float32; most rows are rare tokens.
    if (rows.counts[row] > 1) out.float64(rows.sums[row])
  }
}

function writeHistogram(out: ByteWriter, store: FeatureStore, i: number): void {
  const bins = store.histogram.subarray(i * FINE_BINS, (i + 1) * FINE_BINS)
  let filled = 0
  for (let b = 0; b < FINE_BINS; b++) if (bins[b] !== 0) filled++
  out.varint(filled)
  let before = 0
  for (let b = 0; b < FINE_BINS; b++) {
    if (bins[b] === 0) continue
    out.varint(b - before)
    out.varint(bins[b])
    before = b
  }
}

function writeSamples(out: ByteWriter, store: FeatureStore, i: number): void {
  const { sizes, hashes, sequences, positions, values } = store.samples
  for (let bin = i * SAMPLE_BINS; bin < (i + 1) * SAMPLE_BINS; bin++) {
    out.varint(sizes[bin])
    for (let e = bin * SAMPLES_PER_BIN, end = e + sizes[bin]; e < end; e++) {
      out.uint32(hashes[e])
      out.varint(sequences[e])
      out.varint(positions[e])
      out.float32(values[e])
    }
  }
}

function writeTop(out: ByteWriter, store: FeatureStore, i: number): void {
  const { sizes, values, sequences, positions, tokens, windowLo, windowHi } = store.top
  out.varint(sizes[i])
  for (let e = i * TOP_EXAMPLES, end = e + sizes[i]; e < end; e++) {
    out.float32(values[e])
    out.varint(sequences[e])
    out.varint(positions[e])
    out.varint(tokens[e])
    out.uint32(windowLo[e])
    out.uint32(windowHi[e])
  }
}

/** Returns the totals of a shard as bytes. */
export function serialiseTotals(totals: CorpusTotals): Uint8Array {
  const out = new ByteWriter()
  for (const n of [totals.sequences, totals.contentTokens, totals.specialTokens, totals.specialFirings])
    out.varint(n)
  out.varint(totals.tokenCounts.length)
  for (const n of totals.tokenCounts) out.varint(n)
  return out.take()
}

/** Adds up the totals of all shards. Throws `invalid_input` if there are none or vocabularies differ. */
export function mergeTotals(shards: readonly Uint8Array[]): CorpusTotals {
  let merged: CorpusTotals | undefined
  shards.forEach((bytes, shard) => {
    const input = new ByteReader(bytes, `totals of shard ${shard}`)
    const [sequences, content, special, firings, dVocab] = Array.from({ length: 5 }, () => input.varint())
    merged ??= createTotals(dVocab)
    if (merged.tokenCounts.length !== dVocab)
      throw new SemascopeError(
        'invalid_input',
        `totals of shard ${shard}: vocabulary of ${dVocab}, ${merged.tokenCounts.length} in shard 0`,
      )
    merged.sequences += sequences
    merged.contentTokens += content
    merged.specialTokens += special
    merged.specialFirings += firings
    for (let token = 0; token < dVocab; token++) merged.tokenCounts[token] += input.varint()
    input.end()
  })
  if (!merged) throw new SemascopeError('invalid_input', 'no shard totals to merge')
  return merged
}
