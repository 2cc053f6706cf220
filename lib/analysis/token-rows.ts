/** Statistics of (feature, token) pairs: of one feature while it is gathered, and of a range of features as rows. */

/** Token statistics of a range of features as sorted rows: feature i owns rows offsets[i] … offsets[i + 1]. */
export interface TokenStatRows {
  readonly offsets: Uint32Array // [n + 1]
  readonly tokens: Uint32Array // [rows], ascending inside a feature
  readonly counts: Float64Array // [rows]
  readonly sums: Float64Array // [rows]
  readonly maxima: Float32Array // [rows]
}

export function createTokenStatRows(features: number, rows: number): TokenStatRows {
  return {
    offsets: new Uint32Array(features + 1),
    tokens: new Uint32Array(rows),
    counts: new Float64Array(rows),
    sums: new Float64Array(rows),
    maxima: new Float32Array(rows),
  }
}

/** The tokens of one feature, ascending. */
export type FeatureTokens = Omit<TokenStatRows, 'offsets'>

/** Adds up (token → number of firings, Σ, maximum) of one feature at a time in a dense scratch row. */
export class TokenGatherer {
  readonly #counts: Float64Array
  readonly #sums: Float64Array
  readonly #maxima: Float32Array
  readonly #touched: Uint32Array
  #size = 0

  constructor(dVocab: number) {
    this.#counts = new Float64Array(dVocab)
    this.#sums = new Float64Array(dVocab)
    this.#maxima = new Float32Array(dVocab)
    this.#touched = new Uint32Array(dVocab)
  }

  add(token: number, count: number, sum: number, max: number): void {
    if (this.#counts[token] === 0) this.#touched[this.#size++] = token
    this.#counts[token] += count
    this.#sums[token] += sum
    if (max > this.#maxima[token]) this.#maxima[token] = max
  }

  /** Returns the tokens of the current feature and begins the next one. */
  take(): FeatureTokens {
    const tokens = this.#touched.slice(0, this.#size).sort()
    const taken = {
      tokens,
      counts: Float64Array.from(tokens, (token) => this.#counts[token]),
      sums: Float64Array.from(tokens, (token) => this.#sums[token]),
      maxima: Float32Array.from(tokens, (token) => this.#maxima[token]),
    }
    for (const token of tokens) {
      this.#counts[token] = 0
      this.#sums[token] = 0
      this.#maxima[token] = 0
    }
    this.#size = 0
    return taken
  }
}

/** Joins the tokens of consecutive features. */
export function joinTokens(features: readonly FeatureTokens[]): TokenStatRows {
  const total = features.reduce((sum, { tokens }) => sum + tokens.length, 0)
  const rows = createTokenStatRows(features.length, total)
  features.forEach(({ tokens, counts, sums, maxima }, i) => {
    const at = rows.offsets[i]
    rows.offsets[i + 1] = at + tokens.length
    rows.tokens.set(tokens, at)
    rows.counts.set(counts, at)
    rows.sums.set(sums, at)
    rows.maxima.set(maxima, at)
  })
  return rows
}
