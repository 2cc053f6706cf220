/**
 * Float64 sums from which every feature is correlated with every neuron. Parts of a text are summed anywhere and added in
 * the order of the text, so that the result depends on the text alone.
 */
import { SemascopeError } from '@/lib/errors'
import type { SparseBlock } from './sparse-activations'

/** Activations without zeros: row r has [rows[r], rows[r + 1]) of `features` and `values`. */
export type SparseRows = Pick<SparseBlock, 'rows' | 'features' | 'values'>

/** Sums of features f with neurons n over the same content tokens. */
export interface NeuronSums {
  readonly tokens: number
  readonly f: Float64Array // [features]
  readonly ff: Float64Array // [features]
  readonly n: Float64Array // [neurons]
  readonly nn: Float64Array // [neurons]
  readonly fn: Float64Array // [features, neurons]
}

/** Adds activations of the units [from, from + sums.length) to Σx and Σx². */
export function addUnits(
  { features, values }: SparseRows,
  from: number,
  sum: Float64Array,
  squares: Float64Array,
): void {
  const count = sum.length
  for (let m = 0; m < features.length; m++) {
    const unit = features[m] - from
    if (unit < 0 || unit >= count) continue
    const value = values[m]
    sum[unit] += value
    squares[unit] += value * value
  }
}

/** Features [from, from + count) of a dictionary. */
export interface FeatureRange {
  readonly from: number
  readonly count: number
}

/** Returns the number of pairs of an active feature of the range and an active neuron, over all rows. */
export function activePairs(f: SparseRows, n: SparseRows, { from, count }: FeatureRange): number {
  let pairs = 0
  for (let row = 0; row < f.rows.length - 1; row++) {
    let own = 0
    for (let m = f.rows[row]; m < f.rows[row + 1]; m++)
      if (f.features[m] >= from && f.features[m] < from + count) own++
    pairs += own * (n.rows[row + 1] - n.rows[row])
  }
  return pairs
}

/**
 * Adds f · n of every active pair to fn [count, neurons], feature by feature, because the sums of one feature fit into a
 * processor's nearest cache. Each sum is added to in the order of the rows.
 */
export function addActivePairs(
  fn: Float64Array,
  f: SparseRows,
  n: SparseRows,
  range: FeatureRange,
  neurons: number,
): void {
  const { starts, rows, values } = byFeature(f, range)
  for (let i = 0; i < range.count; i++) {
    const base = i * neurons
    for (let m = starts[i]; m < starts[i + 1]; m++) {
      const value = values[m]
      const end = n.rows[rows[m] + 1]
      for (let k = n.rows[rows[m]]; k < end; k++) fn[base + n.features[k]] += value * n.values[k]
    }
  }
}

/** Orders the firings of a range by feature, then by row. */
function byFeature({ rows, features, values }: SparseRows, { from, count }: FeatureRange) {
  const starts = new Uint32Array(count + 1)
  for (let m = 0; m < features.length; m++) {
    const feature = features[m] - from
    if (feature >= 0 && feature < count) starts[feature + 1]++
  }
  for (let i = 0; i < count; i++) starts[i + 1] += starts[i]
  const next = starts.slice()
  const sorted = { rows: new Uint32Array(starts[count]), values: new Float32Array(starts[count]) }
  for (let row = 0; row < rows.length - 1; row++)
    for (let m = rows[row]; m < rows[row + 1]; m++) {
      const feature = features[m] - from
      if (feature < 0 || feature >= count) continue
      const at = next[feature]++
      sorted.rows[at] = row
      sorted.values[at] = values[m]
    }
  return { starts, ...sorted }
}

/** Number of features whose sums are one record. */
export const NEURON_SUMS_BLOCK = 256

/**
 * Returns sums as records of NEURON_SUMS_BLOCK features. Products are rounded to float32, because they are most of the
 * bytes; a correlation changes by less than 1e-7.
 */
export function encodeNeuronSums({ tokens, f, ff, n, nn, fn }: NeuronSums): Uint8Array[] {
  const neurons = n.length
  return Array.from({ length: Math.ceil(f.length / NEURON_SUMS_BLOCK) }, (_, block) => {
    const [from, to] = [block * NEURON_SUMS_BLOCK, Math.min(f.length, (block + 1) * NEURON_SUMS_BLOCK)]
    const doubles = Float64Array.of(tokens, to - from, neurons, ...f.slice(from, to), ...ff.slice(from, to))
    const products = Float32Array.from(fn.subarray(from * neurons, to * neurons))
    const bytes = new Uint8Array(doubles.byteLength + n.byteLength + nn.byteLength + products.byteLength)
    let at = 0
    for (const part of [doubles, n, nn, products]) {
      bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at)
      at += part.byteLength
    }
    return bytes
  })
}

/** Adds records of the same features, in their order. Throws `invalid_input` for a record that is cut short. */
export function addNeuronSums(records: readonly Uint8Array[]): NeuronSums {
  const [first, ...others] = records.map(decodeNeuronSums)
  if (!first) throw new SemascopeError('invalid_input', 'there are no sums of neurons to add')
  let { tokens } = first
  for (const other of others) {
    tokens += other.tokens
    for (const name of ['f', 'ff', 'n', 'nn', 'fn'] as const) {
      const [sum, part] = [first[name], other[name]]
      for (let i = 0; i < sum.length; i++) sum[i] += part[i]
    }
  }
  return { ...first, tokens }
}

const HEAD = 3

function decodeNeuronSums(bytes: Uint8Array): NeuronSums {
  const { buffer } = bytes.slice()
  const [tokens, features, neurons] = new Float64Array(buffer, 0, Math.min(HEAD, bytes.length >> 3))
  const doubles = HEAD + 2 * features + 2 * neurons
  if (bytes.length !== 8 * doubles + 4 * features * neurons)
    throw new SemascopeError('invalid_input', `sums of neurons in ${bytes.length} bytes are cut short`)
  let at = 8 * HEAD
  const take = (length: number) => {
    const part = new Float64Array(buffer, at, length)
    at += part.byteLength
    return part
  }
  const [f, ff, n, nn] = [take(features), take(features), take(neurons), take(neurons)]
  return { tokens, f, ff, n, nn, fn: Float64Array.from(new Float32Array(buffer, at, features * neurons)) }
}
