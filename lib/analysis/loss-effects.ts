/**
 * Estimates the mean Δloss (CE_ablated − CE_clean, nats) of an interval of activation, and of all firings of a feature, from
 * measured firings. Each bin of activation is a stratum with a known number of firings, of which some are measured
 * (loss-sample.ts). Source of the formulas: Cochran, Sampling Techniques, 5.3-5.5 (stratified sampling).
 */
import { INTERVALS } from '@/lib/domain/example'

export interface Estimate {
  /** Null if nothing was measured. */
  readonly mean: number | null
  /** Standard error of the mean; 0 if every firing was measured, null if one measurement stands for several firings. */
  readonly error: number | null
  /** Number of measured firings. */
  readonly measured: number
}

/** A measured firing. */
export interface MeasuredFiring {
  readonly interval: number
  readonly bin: number
  /** Number of firings for which it stands. */
  readonly weight: number
  /** Δloss; NaN where nothing is predicted, which measures nothing. */
  readonly effect: number
}

const NOTHING: Estimate = { mean: null, error: null, measured: 0 }

/** Returns the estimates of the 11 intervals, highest first. */
export function intervalLossEffects(firings: readonly MeasuredFiring[]): Estimate[] {
  const byInterval = Array.from({ length: INTERVALS }, () => new Map<number, MeasuredFiring[]>())
  for (const firing of firings) {
    if (Number.isNaN(firing.effect)) continue
    const strata = byInterval[firing.interval]
    const stratum = strata.get(firing.bin)
    if (stratum) stratum.push(firing)
    else strata.set(firing.bin, [firing])
  }
  return byInterval.map((strata) => stratified([...strata.values()].map(toStratum)))
}

interface Stratum {
  readonly n: number
  readonly mean: number
  /** Σ(effect − mean)². */
  readonly squares: number
  readonly weight: number
}

function toStratum(firings: readonly MeasuredFiring[]): Stratum {
  const n = firings.length
  const mean = firings.reduce((sum, { effect }) => sum + effect, 0) / n
  const squares = firings.reduce((sum, { effect }) => sum + (effect - mean) ** 2, 0)
  return { n, mean, squares, weight: firings[0].weight }
}

/** Strata with one of several firings measured take the spread within the others, or else the spread of all strata. */
function stratified(strata: readonly Stratum[]): Estimate {
  const measured = strata.reduce((sum, { n }) => sum + n, 0)
  if (measured === 0) return NOTHING
  const total = strata.reduce((sum, { n, weight }) => sum + n * weight, 0)
  const mean = strata.reduce((sum, s) => sum + s.n * s.weight * s.mean, 0) / total
  const within = measured - strata.length
  const pooled =
    within > 0
      ? strata.reduce((sum, { squares }) => sum + squares, 0) / within
      : strata.reduce((sum, s) => sum + (s.mean - mean) ** 2, 0) / (measured - 1)
  let variance = 0
  for (const { n, squares, weight } of strata) {
    if (weight === 1) continue
    const spread = n > 1 ? squares / (n - 1) : pooled
    variance += ((n * weight) / total) ** 2 * (1 - 1 / weight) * (spread / n)
  }
  return { mean, error: Number.isNaN(variance) ? null : Math.sqrt(variance), measured }
}

/** Returns the estimate over all firings: the intervals' means weighted by their exact numbers of firings. */
export function lossEffect(intervals: readonly Estimate[], counts: ArrayLike<number>): Estimate {
  let total = 0
  for (let k = 0; k < intervals.length; k++) if (intervals[k].mean !== null) total += counts[k]
  if (total === 0) return NOTHING
  let mean = 0
  let variance = 0
  let measured = 0
  intervals.forEach((interval, k) => {
    if (interval.mean === null) return
    const share = counts[k] / total
    mean += share * interval.mean
    variance += share ** 2 * (interval.error ?? Number.NaN) ** 2
    measured += interval.measured
  })
  return { mean, error: Number.isNaN(variance) ? null : Math.sqrt(variance), measured }
}
