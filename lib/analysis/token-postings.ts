/**
 * Keeps the features with the strongest effect on each token's logit, in a bounded heap per token that is fed block by
 * block. The result does not depend on the order of offers; ties go to the smaller feature index.
 */

/** Number of features kept per token. */
export const POSTING_FEATURES = 200

/** The list of a token; arrays have the same order, or are empty. */
export interface Posting {
  readonly token: number
  readonly features: readonly number[]
  /** Summed activation on the token, or effect on its logit, in single precision as they are stored. */
  readonly values: readonly number[]
  /** Firings on the token and the greatest activation there; empty in lists of effects. */
  readonly counts: readonly number[]
  readonly maxima: readonly number[]
  /** Number of features offered; more than listed if the list is cut. */
  readonly total: number
}

interface Heap {
  size: number
  values: Float32Array
  features: Uint32Array
}

export class TokenPostings {
  readonly #heaps: (Heap | undefined)[]
  /** Value of the last feature of each full list, which most features do not reach; −∞ while a list has room. */
  readonly #least: Float32Array
  readonly #totals: Uint32Array
  readonly #capacity: number

  constructor(dVocab: number, capacity = POSTING_FEATURES) {
    this.#heaps = new Array<Heap | undefined>(dVocab).fill(undefined)
    this.#least = new Float32Array(dVocab).fill(Number.NEGATIVE_INFINITY)
    this.#totals = new Uint32Array(dVocab)
    this.#capacity = capacity
  }

  /** Offers a feature for a token with its value. Offer a feature once per token. */
  offer(token: number, feature: number, value: number): void {
    this.#totals[token]++
    if (value < this.#least[token]) return
    let heap = this.#heaps[token]
    if (!heap) {
      heap = createHeap(Math.min(8, this.#capacity))
      this.#heaps[token] = heap
    }
    if (heap.size === this.#capacity) {
      if (!worse(heap.values[0], heap.features[0], value, feature)) return
      put(heap, sink(heap, value, feature), value, feature)
      this.#least[token] = heap.values[0]
      return
    }
    if (heap.size === heap.values.length) enlarge(heap, Math.min(this.#capacity, heap.size * 2))
    let hole = heap.size++
    while (hole > 0) {
      const parent = (hole - 1) >>> 1
      if (!worse(value, feature, heap.values[parent], heap.features[parent])) break
      move(heap, parent, hole)
      hole = parent
    }
    put(heap, hole, value, feature)
    if (heap.size === this.#capacity) this.#least[token] = heap.values[0]
  }

  /** Returns the list of a token, best first, or null if no feature was offered. */
  list(token: number): Posting | null {
    const heap = this.#heaps[token]
    if (!heap) return null
    const order = Array.from({ length: heap.size }, (_, entry) => entry)
    order.sort((a, b) => heap.values[b] - heap.values[a] || heap.features[a] - heap.features[b])
    return {
      token,
      features: order.map((entry) => heap.features[entry]),
      values: order.map((entry) => heap.values[entry]),
      counts: [],
      maxima: [],
      total: this.#totals[token],
    }
  }
}

function createHeap(room: number): Heap {
  return {
    size: 0,
    values: new Float32Array(room),
    features: new Uint32Array(room),
  }
}

function enlarge(heap: Heap, room: number): void {
  const { values, features } = heap
  Object.assign(heap, createHeap(room), { size: heap.size })
  heap.values.set(values)
  heap.features.set(features)
}

/** Returns true if a ranks below b. */
function worse(valueA: number, featureA: number, valueB: number, featureB: number): boolean {
  return valueA < valueB || (valueA === valueB && featureA > featureB)
}

function put(heap: Heap, at: number, value: number, feature: number): void {
  heap.values[at] = value
  heap.features[at] = feature
}

function move(heap: Heap, from: number, to: number): void {
  heap.values[to] = heap.values[from]
  heap.features[to] = heap.features[from]
}

/** Takes the root, the worst entry, away; returns the place for one of this value. */
function sink(heap: Heap, value: number, feature: number): number {
  let hole = 0
  for (;;) {
    let child = hole * 2 + 1
    if (child >= heap.size) break
    const other = child + 1
    if (
      other < heap.size &&
      worse(heap.values[other], heap.features[other], heap.values[child], heap.features[child])
    )
      child = other
    if (!worse(heap.values[child], heap.features[child], value, feature)) break
    move(heap, child, hole)
    hole = child
  }
  return hole
}
