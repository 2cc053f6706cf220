/**
 * Linear bins over [0, 2^(e+1)) whose width is a power of two and doubles when the maximum enters a higher octave e.
 * Folding pairs of bins is exact, so counts do not depend on the order in which values or shards arrive, although the
 * range is not known in advance.
 */

/** Number of bins of the activation histogram; at least half of them lie below a feature's maximum. */
export const FINE_BINS = 2048

/** Returns the octave of a positive float32 from its bits: the biased exponent, or 1 for subnormal numbers. */
export function octaveOfBits(bits: number): number {
  const exponent = bits >>> 23
  return exponent === 0 ? 1 : exponent
}

/** Returns the width of a bin if `bins` cover [0, 2^(octave − 126)); an exact power of two. */
export function binWidth(octave: number, bins: number): number {
  return 2 ** (octave - 126) / bins
}

/** Returns reciprocal widths by octave, exact powers of two: the bin of v is floor(v · scales[octave]). */
export function binScales(bins: number): Float64Array {
  return Float64Array.from({ length: 256 }, (_, octave) => 1 / binWidth(octave, bins))
}

/** Folds the counts of one feature up from its octave by `shift` octaves, in place. */
export function foldCounts(counts: Uint32Array, start: number, shift: number): void {
  for (let k = 1; k < FINE_BINS; k++) {
    const count = counts[start + k]
    if (count === 0) continue
    counts[start + k] = 0
    counts[start + (shift > 30 ? 0 : k >>> shift)] += count
  }
}
