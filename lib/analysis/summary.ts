/**
 * The mergeable summary of one shard of the harvest. `accumulate` takes sparse firings as they come and keeps them until
 * there are many; then they are sorted by feature and added, one feature at a time, to the compact bytes of each block of
 * features. So memory is bounded by the bytes that the summary ends in and a constant, whatever the number of features, and
 * one feature's bins stay in the processor's cache. Special tokens are left out of every statistic. Counts, maxima,
 * histograms, samples and top examples do not depend on how the corpus is cut into shards. Float sums do, in their last
 * bits, so shards are merged in order.
 */
import { SemascopeError } from '@/lib/errors'
import { addFirings } from './add-firings'
import { ByteReader, ByteWriter } from './bytes'
import { type CorpusTotals, createTotals } from './corpus-totals'
import { readFeature, writeFeature } from './feature-bytes'
import { clearFeature, createFeatureStore } from './feature-store'
import { CONTENT, FIRST_CONTENT, FiringBuffer, PADDING, SPECIAL } from './firing-buffer'
import { type BlockHeader, blockHeaders, readBlockHeader, writeBlockHeader } from './summary-bytes'
import { TokenGatherer } from './token-rows'

export interface SummarySettings {
  readonly dSae: number
  readonly dVocab: number
  /** Seed of the sampling hash. */
  readonly seed: number
  /** 1 at token ids that are left out of every statistic (BOS, EOT, padding). */
  readonly special: Uint8Array // [d_vocab]
  /** Firings that are kept before they are added to their features; results do not depend on it. */
  readonly keptFirings: number
}

export interface Summary extends SummarySettings {
  readonly totals: CorpusTotals
  readonly buffer: FiringBuffer
  /** The bytes of each block of features, without the firings in the buffer; null before the first. */
  readonly blocks: (Uint8Array | null)[]
}

/** Sequences as they were run, and the firings of one dictionary on them. */
export interface HarvestBatch {
  /** Numbers of the sequences in the corpus. */
  readonly sequences: ArrayLike<number> // [batch]
  /** Number of tokens of each sequence, BOS included, padding excluded. */
  readonly lengths: ArrayLike<number> // [batch]
  /** Token ids; each row is padded to `stride`. */
  readonly tokenIds: Int32Array // [batch · stride]
  readonly stride: number
  /** Firings: offset in the batch (row · stride + position), feature and displayed activation f·‖W_dec‖ > 0. */
  readonly offsets: ArrayLike<number> // [firings]
  readonly features: ArrayLike<number> // [firings]
  readonly values: Float32Array // [firings]
}

/** Creates an empty summary. Throws `invalid_input` if `special` does not cover the vocabulary. */
export function createSummary(settings: SummarySettings): Summary {
  const { dSae, dVocab, seed, special, keptFirings } = settings
  if (special.length !== dVocab)
    throw new SemascopeError('invalid_input', `special has ${special.length} entries for ${dVocab} tokens`)
  return {
    ...{ dSae, dVocab, seed, special, keptFirings },
    totals: createTotals(dVocab),
    buffer: new FiringBuffer(),
    blocks: blockHeaders(settings).map(() => null),
  }
}

/**
 * Adds one batch. Firings on padding are ignored; firings on special tokens are counted apart. Firings may come in
 * any order.
 */
export function accumulate(summary: Summary, batch: HarvestBatch): void {
  const { dSae, buffer, totals, keptFirings } = summary
  const { sequences, stride, offsets, features, values } = batch
  if (buffer.size > 0 && buffer.size + values.length > keptFirings) fold(summary)
  const kinds = countTokens(summary, batch)
  const starts = bufferSequences(buffer, batch, kinds)
  for (let n = 0; n < values.length; n++) {
    const offset = offsets[n]
    const kind = kinds[offset]
    if (kind === PADDING) continue
    if (kind === SPECIAL) {
      totals.specialFirings++
      continue
    }
    const feature = features[n]
    const value = values[n]
    const row = Math.floor(offset / stride)
    const position = offset - row * stride
    if (!(value > 0 && value < Number.POSITIVE_INFINITY && feature < dSae) || kind === undefined)
      throw new SemascopeError(
        'invalid_input',
        `firing of feature ${feature} (of ${dSae}) with activation ${value} at sequence ${sequences[row]}, position ${position}`,
      )
    buffer.addFiring(feature, starts[row] + position, value)
  }
}

/** Returns the bytes of every block of features, in order. */
export function serialise(summary: Summary): Uint8Array[] {
  fold(summary)
  return blockHeaders(summary).map((header, block) => summary.blocks[block] ?? emptyBlock(header))
}

/** Adds the kept firings to their features. */
function fold(summary: Summary): void {
  const { dSae, dVocab, seed, buffer, blocks } = summary
  if (buffer.size === 0) return
  const { starts, order } = buffer.byFeature(dSae)
  const store = createFeatureStore(1)
  const gathered = new TokenGatherer(dVocab)
  for (const [block, header] of blockHeaders(summary).entries()) {
    const { firstFeature, features } = header
    if (starts[firstFeature] === starts[firstFeature + features]) continue
    const before = blocks[block]
    const input = before && new ByteReader(before, 'summary of a part of a shard')
    if (input) readBlockHeader(input)
    const out = new ByteWriter()
    writeBlockHeader(out, header)
    for (let i = firstFeature; i < firstFeature + features; i++) {
      clearFeature(store, 0)
      if (input) readFeature(input, store, gathered, 0)
      addFirings(store, gathered, buffer, order.subarray(starts[i], starts[i + 1]), { seed, feature: i })
      writeFeature(out, store, gathered.take(), 0)
    }
    blocks[block] = out.take()
  }
  buffer.clear()
}

function emptyBlock(header: BlockHeader): Uint8Array {
  const out = new ByteWriter()
  writeBlockHeader(out, header)
  for (let i = 0; i < header.features; i++) out.varint(0)
  return out.take()
}

/** Adds the sequences of a batch to the buffer and returns the index of the first token of each. */
function bufferSequences(buffer: FiringBuffer, batch: HarvestBatch, kinds: Uint8Array): number[] {
  const { sequences, lengths, tokenIds, stride } = batch
  return Array.from(sequences, (number, row) => {
    const from = row * stride
    const to = from + lengths[row]
    return buffer.addSequence(number, tokenIds.subarray(from, to), kinds.subarray(from, to))
  })
}

/** Counts the tokens of the batch and returns the kind of token at each offset. */
function countTokens(summary: Summary, batch: HarvestBatch): Uint8Array {
  const { dVocab, special, totals } = summary
  const { sequences, lengths, tokenIds, stride } = batch
  const kinds = new Uint8Array(sequences.length * stride)
  for (let row = 0; row < sequences.length; row++) {
    if (lengths[row] > Math.min(stride, 65536))
      throw new SemascopeError(
        'invalid_input',
        `sequence ${sequences[row]} has ${lengths[row]} tokens of ${stride}`,
      )
    let kind = FIRST_CONTENT
    for (let offset = row * stride; offset < row * stride + lengths[row]; offset++) {
      const token = tokenIds[offset]
      if (!(token >= 0 && token < dVocab))
        throw new SemascopeError(
          'invalid_input',
          `token id ${token} in sequence ${sequences[row]}, not below ${dVocab}`,
        )
      if (special[token] === 1) {
        totals.specialTokens++
        kinds[offset] = SPECIAL
        continue
      }
      totals.contentTokens++
      totals.tokenCounts[token]++
      kinds[offset] = kind
      kind = CONTENT
    }
    totals.sequences++
  }
  return kinds
}
