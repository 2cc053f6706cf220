/** Writes what is kept of one feature as bytes, and adds such bytes to a store. */
import { TOP_EXAMPLES } from '@/lib/domain/example'
import type { ByteReader, ByteWriter } from './bytes'
import { type FeatureStore, raiseOctave } from './feature-store'
import { offerSample, SAMPLE_BINS, SAMPLES_PER_BIN } from './interval-sample'
import { FINE_BINS } from './linear-bins'
import type { FeatureTokens, TokenGatherer } from './token-rows'
import { offerTop } from './top-examples'

/** Adds a feature's bytes to feature i of a store, and its tokens to the gatherer. */
export function readFeature(
  input: ByteReader,
  store: FeatureStore,
  gathered: TokenGatherer,
  i: number,
): void {
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
  readHistogram(input, store, i, shift)
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

function readHistogram(input: ByteReader, store: FeatureStore, i: number, shift: number): void {
  let bin = 0
  for (let left = input.varint(); left > 0; left--) {
    bin += input.varint()
    store.histogram[i * FINE_BINS + (bin >>> shift)] += input.varint()
  }
}

/** Writes feature i of a store. */
export function writeFeature(out: ByteWriter, store: FeatureStore, tokens: FeatureTokens, i: number): void {
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
  out.varint(tokens.tokens.length)
  let before = 0
  for (let row = 0; row < tokens.tokens.length; row++) {
    out.varint(tokens.tokens[row] - before)
    before = tokens.tokens[row]
    out.varint(tokens.counts[row])
    out.float32(tokens.maxima[row])
    // The sum of one firing is its maximum, exact in float32; most rows are rare tokens.
    if (tokens.counts[row] > 1) out.float64(tokens.sums[row])
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
