/**
 * Keeps the best features of each token by one statistic, in a bounded heap per token that is fed block by block. The
 * result does not depend on the order of offers; ties go to the smaller feature index. An entry takes 24 bytes.
 */

/** Number of features kept per token. */
export const POSTING_FEATURES = 200

export interface Posting {
  readonly token: number
  /** Best features first. */
  readonly features: readonly number[]
  /** Single-precision numbers, as they are stored. */
  readonly values: readonly number[]
  readonly counts: readonly number[]
  readonly maxima: readonly number[]
  /** Number of features offered; more than listed if the list is cut. */
  readonly total: number
}

/** What a list says of a feature. */
export interface PostingEntry {
  readonly value: number
  /** Firings on the token; 0 where the list is not about firings. */
  readonly count: number
  readonly max: number
}

interface Heap {
  size: number
  total: number
  /** What the list is ordered by. */
  ranks: Float64Array
  features: Uint32Array
  values: Float32Array
  counts: Uint32Array
  maxima: Float32Array
}

export class TokenPostings {
  readonly #heaps: (Heap | undefined)[]
  readonly #capacity: number

  constructor(dVocab: number, capacity = POSTING_FEATURES) {
    this.#heaps = new Array<Heap | undefined>(dVocab).fill(undefined)
    this.#capacity = capacity
  }

  /** Returns true if the list of a token has no room, so that a further offer cuts it. */
  isFull(token: number): boolean {
    return this.#heaps[token]?.size === this.#capacity
  }

  /** Offers a feature for a token, with the entry to store. Offer a feature once per token. */
  offer(
    token: number,
    feature: number,
    rank: number,
    entry: PostingEntry = { value: rank, count: 0, max: 0 },
  ): void {
    let heap = this.#heaps[token]
    if (!heap) {
      heap = createHeap(Math.min(8, this.#capacity))
      this.#heaps[token] = heap
    }
    heap.total++
    if (heap.size === this.#capacity) {
      if (!worse(heap.ranks[0], heap.features[0], rank, feature)) return
      put(heap, sink(heap, rank, feature), rank, feature, entry)
      return
    }
    if (heap.size === heap.ranks.length) enlarge(heap, Math.min(this.#capacity, heap.size * 2))
    let hole = heap.size++
    while (hole > 0) {
      const parent = (hole - 1) >>> 1
      if (!worse(rank, feature, heap.ranks[parent], heap.features[parent])) break
      move(heap, parent, hole)
      hole = parent
    }
    put(heap, hole, rank, feature, entry)
  }

  /** Returns the list of a token, best first, or null if no feature was offered. */
  list(token: number): Posting | null {
    const heap = this.#heaps[token]
    if (!heap) return null
    const order = Array.from({ length: heap.size }, (_, entry) => entry)
    order.sort((a, b) => heap.ranks[b] - heap.ranks[a] || heap.features[a] - heap.features[b])
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
    ranks: new Float64Array(room),
    features: new Uint32Array(room),
    values: new Float32Array(room),
    counts: new Uint32Array(room),
    maxima: new Float32Array(room),
  }
}

function enlarge(heap: Heap, room: number): void {
  const { ranks, features, values, counts, maxima } = heap
  Object.assign(heap, createHeap(room), { size: heap.size, total: heap.total })
  heap.ranks.set(ranks)
  heap.features.set(features)
  heap.values.set(values)
  heap.counts.set(counts)
  heap.maxima.set(maxima)
}

/** Returns true if a ranks below b. */
function worse(rankA: number, featureA: number, rankB: number, featureB: number): boolean {
  return rankA < rankB || (rankA === rankB && featureA > featureB)
}

function put(heap: Heap, at: number, rank: number, feature: number, entry: PostingEntry): void {
  heap.ranks[at] = rank
  heap.features[at] = feature
  heap.values[at] = entry.value
  heap.counts[at] = entry.count
  heap.maxima[at] = entry.max
}

function move(heap: Heap, from: number, to: number): void {
  heap.ranks[to] = heap.ranks[from]
  heap.features[to] = heap.features[from]
  heap.values[to] = heap.values[from]
  heap.counts[to] = heap.counts[from]
  heap.maxima[to] = heap.maxima[from]
}

/** Takes the root, the worst entry, away; returns the place for one of this rank. */
function sink(heap: Heap, rank: number, feature: number): number {
  let hole = 0
  for (;;) {
    let child = hole * 2 + 1
    if (child >= heap.size) break
    const other = child + 1
    if (
      other < heap.size &&
      worse(heap.ranks[other], heap.features[other], heap.ranks[child], heap.features[child])
    )
      child = other
    if (!worse(heap.ranks[child], heap.features[child], rank, feature)) break
    move(heap, child, hole)
    hole = child
  }
  return hole
}
