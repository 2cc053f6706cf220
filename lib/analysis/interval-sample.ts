/**
 * Draws uniform samples by activation interval in one pass. The intervals depend on the maximum, which is known last,
 * so each feature keeps linear bins (see linear-bins.ts) with the firings of smallest seeded hash; folding and
 * merging bins keeps exactly the smallest of their union. The 5 smallest hashes of an interval are a uniform draw of
 * 5 of its firings.
 */
import { INTERVAL_EXAMPLES, INTERVALS, inInterval, intervalBorder } from '@/lib/domain/example'
import { binWidth } from './linear-bins'

/** Number of bins of a feature; an interval spans 2.9 to 5.8 of them. */
export const SAMPLE_BINS = 64
/**
 * Firings kept per bin. More than 5, so that a bin inside an interval is never short, and a bin across a border hides
 * one of the interval's 5 smallest hashes less than once in a hundred intervals if activations are spread smoothly.
 */
export const SAMPLES_PER_BIN = 8

/** Struct of arrays; entry j of bin b of feature i at (i · 64 + b) · 8 + j, ascending by hash, sequence, position. */
export interface IntervalSamples {
  readonly sizes: Uint8Array // [n · 64]
  readonly hashes: Uint32Array // [n · 64 · 8]
  readonly sequences: Uint32Array // [n · 64 · 8]
  readonly positions: Uint16Array // [n · 64 · 8]
  readonly values: Float32Array // [n · 64 · 8]
}

export function createIntervalSamples(features: number): IntervalSamples {
  const bins = features * SAMPLE_BINS
  const entries = bins * SAMPLES_PER_BIN
  return {
    sizes: new Uint8Array(bins),
    hashes: new Uint32Array(entries),
    sequences: new Uint32Array(entries),
    positions: new Uint16Array(entries),
    values: new Float32Array(entries),
  }
}

function precedes(
  s: IntervalSamples,
  hash: number,
  sequence: number,
  position: number,
  entry: number,
): boolean {
  if (hash !== s.hashes[entry]) return hash < s.hashes[entry]
  if (sequence !== s.sequences[entry]) return sequence < s.sequences[entry]
  return position < s.positions[entry]
}

/** Offers one firing to a bin (feature · 64 + b), which keeps the smallest hashes. */
export function offerSample(
  s: IntervalSamples,
  bin: number,
  hash: number,
  sequence: number,
  position: number,
  value: number,
): void {
  const start = bin * SAMPLES_PER_BIN
  let hole = s.sizes[bin]
  if (hole === SAMPLES_PER_BIN) {
    hole--
    if (!precedes(s, hash, sequence, position, start + hole)) return
  } else s.sizes[bin] = hole + 1
  while (hole > 0 && precedes(s, hash, sequence, position, start + hole - 1)) {
    const to = start + hole
    s.hashes[to] = s.hashes[to - 1]
    s.sequences[to] = s.sequences[to - 1]
    s.positions[to] = s.positions[to - 1]
    s.values[to] = s.values[to - 1]
    hole--
  }
  s.hashes[start + hole] = hash
  s.sequences[start + hole] = sequence
  s.positions[start + hole] = position
  s.values[start + hole] = value
}

/** Folds the bins of a feature up by `shift` octaves, in place. */
export function foldSamples(s: IntervalSamples, feature: number, shift: number): void {
  const first = feature * SAMPLE_BINS
  for (let k = 1; k < SAMPLE_BINS; k++) {
    const size = s.sizes[first + k]
    if (size === 0) continue
    s.sizes[first + k] = 0
    const target = first + (shift > 30 ? 0 : k >>> shift)
    for (let e = (first + k) * SAMPLES_PER_BIN, end = e + size; e < end; e++)
      offerSample(s, target, s.hashes[e], s.sequences[e], s.positions[e], s.values[e])
  }
}

interface SampledFiring {
  readonly sequence: number
  readonly position: number
  readonly activation: number
}

/** Up to 5 firings of one interval, highest activation first. */
export interface IntervalExamples {
  readonly interval: number
  readonly examples: readonly SampledFiring[]
  /**
   * True if the examples are exactly the interval's 5 firings of smallest hash, or all of its firings. False if a
   * full bin across a border may have dropped one of them: the examples are then the smallest hashes among the
   * firings kept, and fewer than 5 examples do not prove that fewer exist.
   */
  readonly uniform: boolean
}

/** Draws the examples of the 11 intervals of a feature with maximum `max` in octave `octave`. */
export function drawIntervals(
  s: IntervalSamples,
  feature: number,
  max: number,
  octave: number,
): IntervalExamples[] {
  return Array.from({ length: INTERVALS }, (_, interval) => drawInterval(s, feature, max, octave, interval))
}

function drawInterval(
  s: IntervalSamples,
  feature: number,
  max: number,
  octave: number,
  interval: number,
): IntervalExamples {
  const width = binWidth(octave, SAMPLE_BINS)
  const low = intervalBorder(max, INTERVALS - interval - 1)
  const high = intervalBorder(max, INTERVALS - interval)
  const entries: number[] = []
  const full: number[] = []
  for (let b = Math.floor(low / width); b <= Math.min(SAMPLE_BINS - 1, Math.floor(high / width)); b++) {
    const bin = feature * SAMPLE_BINS + b
    const start = bin * SAMPLES_PER_BIN
    for (let e = start; e < start + s.sizes[bin]; e++)
      if (inInterval(s.values[e], max, interval)) entries.push(e)
    const inside =
      (interval === INTERVALS - 1 || b * width > low) && (interval === 0 || (b + 1) * width <= high)
    if (!inside && s.sizes[bin] === SAMPLES_PER_BIN) full.push(start + SAMPLES_PER_BIN - 1)
  }
  entries.sort((x, y) => (precedes(s, s.hashes[x], s.sequences[x], s.positions[x], y) ? -1 : 1))
  const chosen = entries.slice(0, INTERVAL_EXAMPLES)
  const last = chosen.length === INTERVAL_EXAMPLES ? chosen[INTERVAL_EXAMPLES - 1] : undefined
  const uniform = full.every(
    (limit) =>
      last !== undefined && !precedes(s, s.hashes[limit], s.sequences[limit], s.positions[limit], last),
  )
  const examples = chosen
    .map((e) => ({ sequence: s.sequences[e], position: s.positions[e], activation: s.values[e] }))
    .sort((x, y) => y.activation - x.activation || x.sequence - y.sequence || x.position - y.position)
  return { interval, examples, uniform }
}
