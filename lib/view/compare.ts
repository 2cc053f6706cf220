import { median } from '@/lib/domain/median'
/** Two dictionaries side by side: what is compared and how it is binned. Pure and client-safe. */
export const COMPARED = ['density', 'max', 'mean', 'same', 'loss', 'score', 'cosine'] as const
export type Compared = (typeof COMPARED)[number]

export const COMPARED_NAMES: Record<Compared, string> = {
  density: 'density',
  max: 'maximum',
  mean: 'mean when active',
  same: 'same token in top 20',
  loss: 'loss effect',
  score: 'label score',
  cosine: 'encoder · decoder cosine',
}

/** Statistics whose axis is log10. */
const LOG: readonly Compared[] = ['density', 'max', 'mean']
const BINS = 40

export interface Distribution {
  /** Features with the statistic. */
  readonly known: number
  readonly median: number | null
  /** Share of those features in each bin. */
  readonly shares: readonly number[]
}

export interface Comparison {
  readonly statistic: Compared
  readonly isLog: boolean
  /** Ends of the axis, in units of the statistic. */
  readonly low: number
  readonly high: number
  readonly sides: readonly Distribution[]
}

/**
 * Values of one statistic in several dictionaries on one axis, as shares of each, since sizes differ. NaN is unknown
 * and left out, and so is what has no logarithm on a log axis.
 */
export function compareValues(statistic: Compared, sides: readonly Float64Array[]): Comparison {
  const isLog = LOG.includes(statistic)
  const known = sides.map((values) => values.filter((value) => (isLog ? value > 0 : !Number.isNaN(value))))
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const values of known)
    for (const value of values) {
      if (value < low) low = value
      if (value > high) high = value
    }
  if (!(low <= high)) [low, high] = [isLog ? 1e-6 : 0, 1]
  const place = (value: number) => {
    const [from, to, at] = isLog ? [Math.log10(low), Math.log10(high), Math.log10(value)] : [low, high, value]
    return to > from ? (at - from) / (to - from) : 0
  }
  return {
    statistic,
    isLog,
    low,
    high,
    sides: known.map((values) => {
      const shares = new Array<number>(BINS).fill(0)
      for (const value of values)
        shares[Math.min(BINS - 1, Math.floor(place(value) * BINS))] += 1 / values.length
      return { known: values.length, median: median(values), shares }
    }),
  }
}
