/**
 * The mergeable summary of one shard of the harvest. `accumulate` gathers it from sparse firings in one pass, in
 * memory bounded by features × constants (plus the shard's distinct (feature, token) pairs). Special tokens are left
 * out of every statistic. Counts, maxima, histograms, samples and top examples do not depend on how the corpus is cut
 * into shards. Float sums do, in their last bits, so shards are merged in order.
 */
import { SemascopeError } from '@/lib/errors'
import { createFeatureStore, type FeatureStore, raiseOctave } from './feature-store'
import { hash32, windowHash } from './hash'
import { offerSample, SAMPLE_BINS, SAMPLES_PER_BIN } from './interval-sample'
import { binScales, FINE_BINS, octaveOfBits } from './linear-bins'
import { addFiring, createTokenTable, type TokenTable } from './token-table'
import { offerTop, reachesTop } from './top-examples'

export interface SummarySettings {
  readonly dSae: number
  readonly dVocab: number
  /** Seed of the sampling hash. */
  readonly seed: number
  /** 1 at token ids that are left out of every statistic (BOS, EOT, padding). */
  readonly special: Uint8Array // [d_vocab]
}

/** Counts over the tokens of the shard, the same for every feature. */
export interface CorpusTotals {
  sequences: number
  contentTokens: number
  /** Number of special tokens, which are left out of the statistics. */
  specialTokens: number
  /** Number of firings on special tokens, which are left out too. */
  specialFirings: number
  /** Number of occurrences of each content token. */
  readonly tokenCounts: Float64Array // [d_vocab]
}

export interface Summary extends SummarySettings {
  readonly totals: CorpusTotals
  readonly store: FeatureStore
  readonly tokens: TokenTable
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

const FINE_SCALES = binScales(FINE_BINS)
const SAMPLE_PER_FINE = Math.log2(FINE_BINS / SAMPLE_BINS)
const PADDING = 0
const SPECIAL = 1
const CONTENT = 2
const FIRST_CONTENT = 3

/** Creates an empty summary. Throws `invalid_input` if `special` does not cover the vocabulary. */
export function createSummary(settings: SummarySettings): Summary {
  const { dSae, dVocab, seed, special } = settings
  if (special.length !== dVocab)
    throw new SemascopeError('invalid_input', `special has ${special.length} entries for ${dVocab} tokens`)
  return {
    dSae,
    dVocab,
    seed,
    special,
    totals: createTotals(dVocab),
    store: createFeatureStore(dSae),
    tokens: createTokenTable(),
  }
}

export function createTotals(dVocab: number): CorpusTotals {
  return {
    sequences: 0,
    contentTokens: 0,
    specialTokens: 0,
    specialFirings: 0,
    tokenCounts: new Float64Array(dVocab),
  }
}

/**
 * Adds one batch. Firings on padding are ignored; firings on special tokens are counted apart. Firings may come in
 * any order.
 */
export function accumulate(summary: Summary, batch: HarvestBatch): void {
  const kinds = countTokens(summary, batch)
  const { dSae, seed, store, tokens, totals } = summary
  const { counts, firstCounts, sums, squares, maxima, octaves, histogram, samples, top } = store
  const { sequences, lengths, tokenIds, stride, offsets, features, values } = batch
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length)
  const window = { lo: 0, hi: 0 }
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
    const sequence = sequences[row]
    if (!(value > 0 && value < Number.POSITIVE_INFINITY && feature < dSae) || kind === undefined)
      throw new SemascopeError(
        'invalid_input',
        `firing of feature ${feature} (of ${dSae}) with activation ${value} at sequence ${sequence}, position ${position}`,
      )
    counts[feature]++
    if (kind === FIRST_CONTENT) firstCounts[feature]++
    sums[feature] += value
    squares[feature] += value * value
    if (value > maxima[feature]) maxima[feature] = value
    const octave = octaveOfBits(bits[n])
    if (octave > octaves[feature]) raiseOctave(store, feature, octave)
    const fine = Math.floor(value * FINE_SCALES[octaves[feature]])
    histogram[feature * FINE_BINS + fine]++

    const bin = feature * SAMPLE_BINS + (fine >>> SAMPLE_PER_FINE)
    const hash = hash32(seed, feature, sequence, position)
    if (samples.sizes[bin] < SAMPLES_PER_BIN || hash <= samples.hashes[(bin + 1) * SAMPLES_PER_BIN - 1])
      offerSample(samples, bin, hash, sequence, position, value)

    const token = tokenIds[offset]
    if (reachesTop(top, feature, value, sequence, position)) {
      windowHash(tokenIds, row * stride, lengths[row], position, window)
      offerTop(top, feature, value, sequence, position, token, window.lo, window.hi)
    }
    addFiring(tokens, feature, token, value)
  }
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
