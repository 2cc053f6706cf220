/**
 * Merges one block of features over all shards. Shards are given in corpus order; the result does not depend on the
 * order in which they were computed.
 */
import { SemascopeError } from '@/lib/errors'
import { ByteReader } from './bytes'
import { createFeatureStore, type FeatureStore, raiseOctave } from './feature-store'
import { offerSample, SAMPLE_BINS } from './interval-sample'
import { FINE_BINS } from './linear-bins'
import { type BlockHeader, readBlockHeader } from './summary-bytes'
import { createTokenStatRows, type TokenStatRows } from './token-table'
import { offerTop } from './top-examples'

/** Features firstFeature … firstFeature + features over the whole corpus; array indices start at the first. */
export interface MergedBlock extends BlockHeader {
  readonly store: FeatureStore
  readonly tokens: TokenStatRows
}

/** Merges the same block of every shard. Throws `invalid_input` with the shard that does not fit. */
export function mergeBlock(shards: readonly Uint8Array[]): MergedBlock {
  const inputs = shards.map((bytes, shard) => new ByteReader(bytes, `summary of shard ${shard}`))
  const headers = inputs.map(readBlockHeader)
  const header = headers[0]
  if (!header) throw new SemascopeError('invalid_input', 'no shard summaries to merge')
  headers.forEach((other, shard) => {
    if (JSON.stringify(other) !== JSON.stringify(header))
      throw new SemascopeError(
        'invalid_input',
        `summary of shard ${shard}: ${JSON.stringify(other)}, shard 0 has ${JSON.stringify(header)}`,
      )
  })
  const store = createFeatureStore(header.features)
  const gathered = new TokenGatherer(header)
  for (let i = 0; i < header.features; i++) {
    for (const input of inputs) mergeFeature(input, store, gathered, i)
    gathered.finish()
  }
  for (const input of inputs) input.end()
  return { ...header, store, tokens: gathered.rows() }
}

function mergeFeature(input: ByteReader, store: FeatureStore, gathered: TokenGatherer, i: number): void {
  const count = input.varint()
  if (count === 0) return
  store.counts[i] += count
  store.firstCounts[i] += input.varint()
  store.sums[i] += input.float64()
  store.squares[i] += input.float64()
  store.maxima[i] = Math.max(store.maxima[i], input.float32())
  const octave = input.varint()
  if (octave > store.octaves[i]) raiseOctave(store, i, octave)
  const shift = Math.min(31, store.octaves[i] - octave)
  mergeHistogram(input, store, i, shift)
  for (let b = 0; b < SAMPLE_BINS; b++) {
    const bin = i * SAMPLE_BINS + (b >>> shift)
    for (let left = input.varint(); left > 0; left--)
      offerSample(store.samples, bin, input.uint32(), input.varint(), input.varint(), input.float32())
  }
  for (let left = input.varint(); left > 0; left--) {
    const value = input.float32()
    const sequence = input.varint()
    const position = input.varint()
    const token = input.varint()
    offerTop(store.top, i, value, sequence, position, token, input.uint32(), input.uint32())
  }
  let token = 0
  for (let left = input.varint(); left > 0; left--) {
    token += input.varint()
    const firings = input.varint()
    const max = input.float32()
    gathered.add(token, firings, firings > 1 ? input.float64() : max, max)
  }
}

function mergeHistogram(input: ByteReader, store: FeatureStore, i: number, shift: number): void {
  let bin = 0
  for (let left = input.varint(); left > 0; left--) {
    bin += input.varint()
    store.histogram[i * FINE_BINS + (bin >>> shift)] += input.varint()
  }
}

/** Adds up (token → count, Σ, max) of one feature at a time in a dense scratch row. */
class TokenGatherer {
  readonly #header: BlockHeader
  readonly #counts: Float64Array
  readonly #sums: Float64Array
  readonly #maxima: Float32Array
  #touched: number[] = []
  readonly #finished: { tokens: number[]; counts: number[]; sums: number[]; maxima: number[] }[] = []

  constructor(header: BlockHeader) {
    this.#header = header
    this.#counts = new Float64Array(header.dVocab)
    this.#sums = new Float64Array(header.dVocab)
    this.#maxima = new Float32Array(header.dVocab)
  }

  add(token: number, count: number, sum: number, max: number): void {
    if (this.#counts[token] === 0) this.#touched.push(token)
    this.#counts[token] += count
    this.#sums[token] += sum
    if (max > this.#maxima[token]) this.#maxima[token] = max
  }

  /** Finishes the current feature. */
  finish(): void {
    const tokens = this.#touched.sort((a, b) => a - b)
    this.#finished.push({
      tokens,
      counts: tokens.map((token) => this.#counts[token]),
      sums: tokens.map((token) => this.#sums[token]),
      maxima: tokens.map((token) => this.#maxima[token]),
    })
    for (const token of tokens) {
      this.#counts[token] = 0
      this.#sums[token] = 0
      this.#maxima[token] = 0
    }
    this.#touched = []
  }

  rows(): TokenStatRows {
    const total = this.#finished.reduce((sum, feature) => sum + feature.tokens.length, 0)
    const rows = createTokenStatRows(this.#header.features, total)
    this.#finished.forEach((feature, i) => {
      const at = rows.offsets[i]
      rows.offsets[i + 1] = at + feature.tokens.length
      rows.tokens.set(feature.tokens, at)
      rows.counts.set(feature.counts, at)
      rows.sums.set(feature.sums, at)
      rows.maxima.set(feature.maxima, at)
    })
    return rows
  }
}
