/**
 * Applies merges to one word: the pair of lowest rank (leftmost first) is merged until no pair is left
 * (huggingface/tokenizers models/bpe/word.rs). Short words scan for the pair; long words (base64, CJK, minified code)
 * keep their pairs in a heap, so that the time stays n log n.
 */
import type { Merge } from './bpe-model'

const PAIR_BASE = 0x200000
const SCAN_LIMIT = 48

/** Ranks of merges by pair of ids. A pair that is listed twice has its last rank. */
export type MergeRanks = ReadonlyMap<number, number>

function pairKey(left: number, right: number): number {
  return left * PAIR_BASE + right
}

export function mergeRanks(merges: readonly Merge[]): MergeRanks {
  return new Map(merges.map((merge, rank) => [pairKey(merge.left, merge.right), rank]))
}

/** Merges `ids` (one id per byte) in place and returns the merged part. */
export function mergeWord(ids: Int32Array, merges: readonly Merge[], ranks: MergeRanks): Int32Array {
  return ids.length <= SCAN_LIMIT ? mergeByScan(ids, merges, ranks) : mergeByHeap(ids, merges, ranks)
}

function mergeByScan(ids: Int32Array, merges: readonly Merge[], ranks: MergeRanks): Int32Array {
  let length = ids.length
  for (;;) {
    let best = Number.POSITIVE_INFINITY
    let at = -1
    for (let i = 0; i + 1 < length; i++) {
      const rank = ranks.get(pairKey(ids[i], ids[i + 1]))
      if (rank !== undefined && rank < best) {
        best = rank
        at = i
      }
    }
    if (at < 0) return ids.subarray(0, length)
    ids[at] = merges[best].result
    ids.copyWithin(at + 1, at + 2, length)
    length--
  }
}

function mergeByHeap(ids: Int32Array, merges: readonly Merge[], ranks: MergeRanks): Int32Array {
  const count = ids.length
  const next = Int32Array.from(ids, (_, i) => i + 1)
  const previous = Int32Array.from(ids, (_, i) => i - 1)
  const alive = new Uint8Array(count).fill(1)
  const heap = new RankHeap()
  const offer = (at: number) => {
    if (at < 0 || next[at] >= count) return
    const rank = ranks.get(pairKey(ids[at], ids[next[at]]))
    if (rank !== undefined) heap.push(rank, at)
  }
  for (let i = 0; i + 1 < count; i++) offer(i)
  for (let entry = heap.pop(); entry; entry = heap.pop()) {
    const { rank, at } = entry
    const other = next[at]
    if (!alive[at] || other >= count) continue
    if (ranks.get(pairKey(ids[at], ids[other])) !== rank) continue
    ids[at] = merges[rank].result
    alive[other] = 0
    next[at] = next[other]
    if (next[at] < count) previous[next[at]] = at
    offer(previous[at])
    offer(at)
  }
  let length = 0
  for (let i = 0; i < count; i = next[i]) ids[length++] = ids[i]
  return ids.subarray(0, length)
}

/** A min-heap of (rank, position), packed into one double: position < 2^31, rank < 2^21. */
class RankHeap {
  private readonly keys: number[] = []

  push(rank: number, at: number): void {
    const keys = this.keys
    const key = rank * 2 ** 31 + at
    let i = keys.length
    keys.push(key)
    while (i > 0 && keys[(i - 1) >> 1] > key) {
      keys[i] = keys[(i - 1) >> 1]
      i = (i - 1) >> 1
    }
    keys[i] = key
  }

  pop(): { rank: number; at: number } | undefined {
    const keys = this.keys
    if (keys.length === 0) return undefined
    const top = keys[0]
    const last = keys.pop() ?? top
    const length = keys.length
    let i = 0
    while (length > 0) {
      let child = 2 * i + 1
      if (child >= length) break
      if (child + 1 < length && keys[child + 1] < keys[child]) child++
      if (keys[child] >= last) break
      keys[i] = keys[child]
      i = child
    }
    if (length > 0) keys[i] = last
    return { rank: Math.floor(top / 2 ** 31), at: top % 2 ** 31 }
  }
}
