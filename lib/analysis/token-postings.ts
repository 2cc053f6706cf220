/**
 * Keeps the best features of each token by one statistic, in a bounded heap per token that is fed block by block. The
 * result does not depend on the order of offers; ties go to the smaller feature index.
 */

/** Number of features kept per token. */
const POSTING_FEATURES = 200

export interface Posting {
  readonly token: number
  /** Best features first. */
  readonly features: readonly number[]
  readonly values: readonly number[]
  readonly counts: readonly number[]
  readonly maxima: readonly number[]
  /** Number of features offered; more than listed if the list is cut. */
  readonly total: number
}

interface Heap {
  size: number
  total: number
  values: Float64Array
  features: Uint32Array
  counts: Float64Array
  maxima: Float32Array
}

export class TokenPostings {
  readonly #heaps: (Heap | undefined)[]
  readonly #capacity: number

  constructor(dVocab: number, capacity = POSTING_FEATURES) {
    this.#heaps = new Array<Heap | undefined>(dVocab).fill(undefined)
    this.#capacity = capacity
  }

  /** Offers a feature for a token, with the `count` and `max` to store. Offer a feature once per token. */
  offer(token: number, feature: number, value: number, count = 0, max = 0): void {
    let heap = this.#heaps[token]
    if (!heap) {
      heap = createHeap(Math.min(8, this.#capacity))
      this.#heaps[token] = heap
    }
    heap.total++
    if (heap.size === this.#capacity) {
      if (!worse(heap.values[0], heap.features[0], value, feature)) return
      sink(heap, value, feature, count, max)
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
    put(heap, hole, value, feature, count, max)
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
      counts: order.map((entry) => heap.counts[entry]),
      maxima: order.map((entry) => heap.maxima[entry]),
      total: heap.total,
    }
  }
}

function createHeap(room: number): Heap {
  return {
    size: 0,
    total: 0,
    values: new Float64Array(room),
    features: new Uint32Array(room),
    counts: new Float64Array(room),
    maxima: new Float32Array(room),
  }
}

function enlarge(heap: Heap, room: number): void {
  const { values, features, counts, maxima } = heap
  Object.assign(heap, createHeap(room), { size: heap.size, total: heap.total })
  heap.values.set(values)
  heap.features.set(features)
  heap.counts.set(counts)
  heap.maxima.set(maxima)
}

/** Returns true if a ranks below b. */
function worse(valueA: number, featureA: number, valueB: number, featureB: number): boolean {
  return valueA < valueB || (valueA === valueB && featureA > featureB)
}

function put(heap: Heap, at: number, value: number, feature: number, count: number, max: number): void {
  heap.values[at] = value
  heap.features[at] = feature
  heap.counts[at] = count
  heap.maxima[at] = max
}

function move(heap: Heap, from: number, to: number): void {
  put(heap, to, heap.values[from], heap.features[from], heap.counts[from], heap.maxima[from])
}

/** Replaces the root, the worst entry. */
function sink(heap: Heap, value: number, feature: number, count: number, max: number): void {
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
  put(heap, hole, value, feature, count, max)
}
