/**
 * Firings in the order of their arrival, and the tokens that they lie on, until they are added to what is known of their
 * features.
 */
export const PADDING = 0
export const SPECIAL = 1
export const CONTENT = 2
export const FIRST_CONTENT = 3

/** A row of tokens in the buffer. */
interface BufferedSequence {
  /** Number of the sequence in the corpus. */
  readonly number: number
  /** Its tokens are tokenIds[start … start + length). */
  readonly start: number
  readonly length: number
}

export class FiringBuffer {
  size = 0
  features = new Uint32Array(1 << 12)
  /** Index of each firing's token. */
  places = new Uint32Array(1 << 12)
  values = new Float32Array(1 << 12)
  readonly sequences: BufferedSequence[] = []
  #tokens = 0
  tokenIds = new Int32Array(1 << 12)
  /** Kind of each token: SPECIAL, CONTENT or FIRST_CONTENT. */
  kinds = new Uint8Array(1 << 12)
  /** Index of each token's sequence in `sequences`. */
  rows = new Uint32Array(1 << 12)

  /** Adds a sequence with the kinds of its tokens, and returns the index of its first token. */
  addSequence(number: number, tokenIds: Int32Array, kinds: Uint8Array): number {
    const start = this.#tokens
    this.#tokens += tokenIds.length
    this.tokenIds = withRoom(this.tokenIds, this.#tokens)
    this.kinds = withRoom(this.kinds, this.#tokens)
    this.rows = withRoom(this.rows, this.#tokens)
    this.tokenIds.set(tokenIds, start)
    this.kinds.set(kinds, start)
    this.rows.fill(this.sequences.length, start, this.#tokens)
    this.sequences.push({ number, start, length: tokenIds.length })
    return start
  }

  addFiring(feature: number, place: number, value: number): void {
    const at = this.size++
    if (at === this.features.length) {
      this.features = withRoom(this.features, this.size)
      this.places = withRoom(this.places, this.size)
      this.values = withRoom(this.values, this.size)
    }
    this.features[at] = feature
    this.places[at] = place
    this.values[at] = value
  }

  /**
   * Returns the firings by feature, in each feature in the order of their arrival: those of feature i are
   * order[starts[i] … starts[i + 1]).
   */
  byFeature(features: number): { readonly starts: Uint32Array; readonly order: Uint32Array } {
    const starts = new Uint32Array(features + 1)
    for (let n = 0; n < this.size; n++) starts[this.features[n] + 1]++
    for (let i = 0; i < features; i++) starts[i + 1] += starts[i]
    const next = starts.slice(0, features)
    const order = new Uint32Array(this.size)
    for (let n = 0; n < this.size; n++) order[next[this.features[n]]++] = n
    return { starts, order }
  }

  clear(): void {
    this.size = 0
    this.sequences.length = 0
    this.#tokens = 0
  }
}

/** Returns the array, or a larger copy, of at least `length` elements. */
function withRoom<T extends Uint8Array | Uint32Array | Int32Array | Float32Array>(
  array: T,
  length: number,
): T {
  if (length <= array.length) return array
  const bigger = new (array.constructor as new (size: number) => T)(Math.max(length, 2 * array.length))
  bigger.set(array)
  return bigger
}
