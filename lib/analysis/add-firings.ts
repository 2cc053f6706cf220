import type { FeatureStore } from './feature-store'
import { raiseOctave } from './feature-store'
import { FIRST_CONTENT, type FiringBuffer } from './firing-buffer'
import { hash32, windowHash } from './hash'
import { offerSample, SAMPLE_BINS, SAMPLES_PER_BIN } from './interval-sample'
import { binScales, FINE_BINS, octaveOfBits } from './linear-bins'
import type { TokenGatherer } from './token-rows'
import { offerTop, reachesTop } from './top-examples'

const FINE_SCALES = binScales(FINE_BINS)
const SAMPLE_PER_FINE = Math.log2(FINE_BINS / SAMPLE_BINS)

/** Adds firings of one feature, in the given order, to a store of that feature alone and to its tokens. */
export function addFirings(
  store: FeatureStore,
  gathered: TokenGatherer,
  buffer: FiringBuffer,
  order: Uint32Array,
  { seed, feature }: { readonly seed: number; readonly feature: number },
): void {
  const { counts, firstCounts, sums, squares, maxima, octaves, histogram, samples, top } = store
  const { places, values, tokenIds, kinds, rows, sequences } = buffer
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length)
  const window = { lo: 0, hi: 0 }
  for (let m = 0; m < order.length; m++) {
    const n = order[m]
    const value = values[n]
    const place = places[n]
    const { number: sequence, start, length } = sequences[rows[place]]
    const position = place - start
    counts[0]++
    if (kinds[place] === FIRST_CONTENT) firstCounts[0]++
    sums[0] += value
    squares[0] += value * value
    if (value > maxima[0]) maxima[0] = value
    const octave = octaveOfBits(bits[n])
    if (octave > octaves[0]) raiseOctave(store, 0, octave)
    const fine = Math.floor(value * FINE_SCALES[octaves[0]])
    histogram[fine]++

    const bin = fine >>> SAMPLE_PER_FINE
    const hash = hash32(seed, feature, sequence, position)
    if (samples.sizes[bin] < SAMPLES_PER_BIN || hash <= samples.hashes[(bin + 1) * SAMPLES_PER_BIN - 1])
      offerSample(samples, bin, hash, sequence, position, value)

    const token = tokenIds[place]
    if (reachesTop(top, 0, value, sequence, position)) {
      windowHash(tokenIds, start, length, position, window)
      offerTop(top, 0, value, sequence, position, token, window.lo, window.hi)
    }
    gathered.add(token, 1, value, value)
  }
}
