/**
 * The activations of single features over an analysed text, and their correlations with the features of any dictionary on
 * the same text. Both are read from blocks of sparse activations, in memory that does not depend on the dictionary's
 * firings. Pearson's r counts every content token, silent ones included.
 */
import { pearson, topIndices } from './relate'
import type { SparseBlock } from './sparse-activations'

/** Where one feature fires. Rows are counted from the start of the text; dictionaries on the same text share them. */
export interface Activity {
  readonly rows: Uint32Array // [firings], ascending
  readonly values: Float32Array // [firings], > 0
}

/** Collects where features fire, from the blocks of their dictionary in the order of the text. */
export class ActivityReader {
  /** One more than the place of a feature in the list; 0 for all others. */
  readonly #places: Uint32Array // [d_sae]
  readonly #rows: number[][]
  readonly #values: number[][]
  #rowsBefore = 0

  constructor(dSae: number, features: readonly number[]) {
    this.#places = new Uint32Array(dSae)
    for (const [place, feature] of features.entries()) this.#places[feature] = place + 1
    this.#rows = features.map(() => [])
    this.#values = features.map(() => [])
  }

  add({ rows, features, values }: SparseBlock): void {
    const places = this.#places
    for (let row = 0, m = 0; row < rows.length - 1; row++)
      for (const end = rows[row + 1]; m < end; m++) {
        const place = places[features[m]]
        if (place === 0) continue
        this.#rows[place - 1].push(this.#rowsBefore + row)
        this.#values[place - 1].push(values[m])
      }
    this.#rowsBefore += rows.length - 1
  }

  /** Returns the activity of each feature, in the order of the list. */
  take(): Activity[] {
    return this.#rows.map((rows, i) => ({
      rows: Uint32Array.from(rows),
      values: Float32Array.from(this.#values[i]),
    }))
  }
}

/** Sums over the text of every feature of a dictionary. */
export interface FeatureSums {
  readonly x: Float64Array // [d_sae]
  readonly xx: Float64Array // [d_sae]
}

export function createFeatureSums(dSae: number): FeatureSums {
  return { x: new Float64Array(dSae), xx: new Float64Array(dSae) }
}

/** Adds the firings of a block to sums. */
export function addToSums({ x, xx }: FeatureSums, { features, values }: SparseBlock): void {
  for (let m = 0; m < features.length; m++) {
    const value = values[m]
    const feature = features[m]
    x[feature] += value
    xx[feature] += value * value
  }
}

/** Sums the products of one feature's activity with every feature of a dictionary, block by block in the order of the text. */
export class ProductSums {
  readonly xy: Float64Array // [d_sae]
  readonly #activity: Activity
  #next = 0
  #rowsBefore = 0

  constructor(dSae: number, activity: Activity) {
    this.xy = new Float64Array(dSae)
    this.#activity = activity
  }

  add({ rows, features, values }: SparseBlock): void {
    const { rows: own, values: ownValues } = this.#activity
    const end = this.#rowsBefore + rows.length - 1
    for (; this.#next < own.length && own[this.#next] < end; this.#next++) {
      const row = own[this.#next] - this.#rowsBefore
      const y = ownValues[this.#next]
      for (let m = rows[row]; m < rows[row + 1]; m++) this.xy[features[m]] += values[m] * y
    }
    this.#rowsBefore = end
  }
}

export interface Correlated {
  readonly index: number
  readonly pearson: number
}

/**
 * Returns the k features that correlate most with one, ties by index, without `omit` and without correlations that are not
 * positive. `tokens` is the number of content tokens of the text.
 */
export function mostCorrelated(
  activity: Activity,
  { x, xx, xy }: FeatureSums & { readonly xy: Float64Array },
  tokens: number,
  k: number,
  omit = -1,
): Correlated[] {
  const { sum, squares } = sumsOf(activity)
  const score = (i: number) => {
    // features that are never active together cannot have a positive correlation
    if (i === omit || xy[i] === 0) return Number.NaN
    const r = pearson({ n: tokens, x: x[i], xx: xx[i], y: sum, yy: squares, xy: xy[i] })
    return r === null || r <= 0 ? Number.NaN : r
  }
  return topIndices(x.length, k, score).map((index) => ({ index, pearson: score(index) }))
}

/** Returns Pearson's r of two features over `tokens` content tokens; null if one of them does not vary. */
export function activityCorrelation(a: Activity, b: Activity, tokens: number): number | null {
  const [first, second] = [sumsOf(a), sumsOf(b)]
  let xy = 0
  for (let i = 0, j = 0; i < a.rows.length && j < b.rows.length; ) {
    if (a.rows[i] === b.rows[j]) xy += a.values[i] * b.values[j]
    if (a.rows[i] <= b.rows[j]) i++
    else j++
  }
  return pearson({
    n: tokens,
    x: first.sum,
    xx: first.squares,
    y: second.sum,
    yy: second.squares,
    xy,
  })
}

function sumsOf({ values }: Activity): { sum: number; squares: number } {
  let sum = 0
  let squares = 0
  for (const value of values) {
    sum += value
    squares += value * value
  }
  return { sum, squares }
}
