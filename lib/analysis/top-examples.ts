/**
 * The 20 firings of each feature with the highest activation, one for each distinct 9-token window. The strongest
 * firing of a window in the global answer is also among the 20 of its shard, so merging shards gives the global
 * answer.
 */
import { TOP_EXAMPLES } from '@/lib/domain/example'

/** Struct of arrays; entry j of feature i at i · 20 + j, strongest first, ties by sequence, then position. */
export interface TopExamples {
  readonly sizes: Uint8Array // [n]
  readonly values: Float32Array // [n · 20]
  readonly sequences: Uint32Array // [n · 20]
  readonly positions: Uint16Array // [n · 20]
  readonly tokens: Int32Array // [n · 20]
  readonly windowLo: Uint32Array // [n · 20]
  readonly windowHi: Uint32Array // [n · 20]
}

export function createTopExamples(features: number): TopExamples {
  const entries = features * TOP_EXAMPLES
  return {
    sizes: new Uint8Array(features),
    values: new Float32Array(entries),
    sequences: new Uint32Array(entries),
    positions: new Uint16Array(entries),
    tokens: new Int32Array(entries),
    windowLo: new Uint32Array(entries),
    windowHi: new Uint32Array(entries),
  }
}

/**
 * Returns true if a firing would enter the feature's list, whatever its window: a cheap test before hashing the
 * window.
 */
export function reachesTop(
  top: TopExamples,
  feature: number,
  value: number,
  sequence: number,
  position: number,
): boolean {
  if (top.sizes[feature] < TOP_EXAMPLES) return true
  return beats(top, feature * TOP_EXAMPLES + TOP_EXAMPLES - 1, value, sequence, position)
}

function beats(top: TopExamples, entry: number, value: number, sequence: number, position: number): boolean {
  const other = top.values[entry]
  if (value !== other) return value > other
  if (sequence !== top.sequences[entry]) return sequence < top.sequences[entry]
  return position < top.positions[entry]
}

/** Offers one firing; keeps the strongest per window, and the 20 strongest windows. */
export function offerTop(
  top: TopExamples,
  feature: number,
  value: number,
  sequence: number,
  position: number,
  token: number,
  lo: number,
  hi: number,
): void {
  const start = feature * TOP_EXAMPLES
  const size = top.sizes[feature]
  let hole = size
  for (let j = 0; j < size; j++) {
    if (top.windowLo[start + j] !== lo || top.windowHi[start + j] !== hi) continue
    if (!beats(top, start + j, value, sequence, position)) return
    hole = j
    break
  }
  if (hole === TOP_EXAMPLES) {
    hole = TOP_EXAMPLES - 1
    if (!beats(top, start + hole, value, sequence, position)) return
  } else if (hole === size) top.sizes[feature] = size + 1
  while (hole > 0 && beats(top, start + hole - 1, value, sequence, position)) {
    copy(top, start + hole - 1, start + hole)
    hole--
  }
  const entry = start + hole
  top.values[entry] = value
  top.sequences[entry] = sequence
  top.positions[entry] = position
  top.tokens[entry] = token
  top.windowLo[entry] = lo
  top.windowHi[entry] = hi
}

function copy(top: TopExamples, from: number, to: number): void {
  top.values[to] = top.values[from]
  top.sequences[to] = top.sequences[from]
  top.positions[to] = top.positions[from]
  top.tokens[to] = top.tokens[from]
  top.windowLo[to] = top.windowLo[from]
  top.windowHi[to] = top.windowHi[from]
}
