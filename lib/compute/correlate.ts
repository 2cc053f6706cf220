/** Sums activations with neurons over shards of a text, for correlations of every feature with every neuron. */
import {
  activePairs,
  addActivePairs,
  addUnits,
  type FeatureRange,
  type NeuronSums,
  type SparseRows,
} from '@/lib/analysis/neuron-sums'
import { isNeuronBasis } from '@/lib/domain/hook'
import { SemascopeError } from '@/lib/errors'
import { float32 } from '@/lib/runtime/session'
import { batchSequences } from './batch-size'
import { readSequences } from './corpus-slices'
import type { CachedDictionary, CachedModel } from './loaded'
import { chunks, forwardRows, type TokenRows } from './rows'
import { SequenceReader } from './sequence-reader'
import { columnProductsSession, frontSession } from './sessions'
import { sparseActivations } from './sparse-activations'

/** Features of a dictionary, with the file of its activations on each shard; null for neurons. */
export interface CorrelatedFeatures extends FeatureRange {
  readonly dictionary: CachedDictionary
  readonly files: readonly (string | null)[]
}

export interface CorrelateRequest {
  readonly corpus: string
  /** Sequences [from, to) of each shard. */
  readonly shards: readonly { readonly from: number; readonly to: number }[]
  readonly special: Uint8Array
  readonly threads: number
  /** Is told how many sequences are done. */
  readonly progress?: (done: number) => void
}

/**
 * How many times longer a pair of an active feature and an active neuron takes in a loop than a pair of any feature and any
 * neuron in a matrix product (measured on one core: 2.4 ns and .012 to .016 ns).
 */
const LOOP_COST = 150

/**
 * Returns the sums of each range of features with the neurons n = max(0, x) of their hook, which all of them share, from one
 * forward pass. Throws `unsupported` at other hooks than mlp.hook_post.
 */
export async function correlateShards(
  model: CachedModel,
  ranges: readonly CorrelatedFeatures[],
  { corpus, shards, special, threads, progress }: CorrelateRequest,
): Promise<NeuronSums[]> {
  const { hook, dIn } = ranges[0].dictionary.spec
  if (!isNeuronBasis(hook))
    throw new SemascopeError('unsupported', `neurons are defined at mlp.hook_post, not at ${hook}`)
  const front = await frontSession(model, hook, threads)
  const size = batchSequences(model.spec, ranges[0].dictionary.spec.contextSize)
  const sums = ranges.map(({ count }) => ({
    f: new Float64Array(count),
    ff: new Float64Array(count),
    fn: new Float64Array(count * dIn),
  }))
  const [n, nn] = [new Float64Array(dIn), new Float64Array(dIn)]
  let tokens = 0
  let done = 0
  for (const [s, { from, to }] of shards.entries()) {
    const readers = ranges.map(({ dictionary, files }) =>
      dictionary.spec.kind === 'neurons'
        ? null
        : new SequenceReader(
            sparseActivations(model, dictionary, { corpus, from, to, special, file: files[s] }, threads),
          ),
    )
    try {
      for (const batch of chunks(await readSequences(corpus, from, to), size)) {
        const rows = await forwardRows(front, batch)
        for (const id of rows.tokenIds) if (special[id] !== 1) tokens++
        const neurons = activeNeurons(rows, hook, special)
        addUnits(neurons, 0, n, nn)
        for (const [r, range] of ranges.entries()) {
          const activations = (await readers[r]?.take(batch.length)) ?? neurons
          addUnits(activations, range.from, sums[r].f, sums[r].ff)
          await addProducts(sums[r].fn, activations, neurons, { ...range, dIn, threads })
        }
        done += batch.length
        progress?.(done)
      }
    } finally {
      for (const reader of readers) await reader?.close()
    }
  }
  return sums.map((own) => ({ tokens, ...own, n, nn }))
}

/** Returns the neurons above 0 at every token; none at special ones. */
function activeNeurons({ tokenIds, tensors }: TokenRows, hook: string, special: Uint8Array): SparseRows {
  const { data, width } = tensors[hook]
  const rows = new Uint32Array(tokenIds.length + 1)
  const features = new Uint32Array(data.length)
  const values = new Float32Array(data.length)
  let kept = 0
  for (let row = 0; row < tokenIds.length; row++) {
    if (special[tokenIds[row]] !== 1)
      for (let k = 0, at = row * width; k < width; k++, at++) {
        if (!(data[at] > 0)) continue
        features[kept] = k
        values[kept++] = data[at]
      }
    rows[row + 1] = kept
  }
  return { rows, features: features.subarray(0, kept), values: values.subarray(0, kept) }
}

/** Adds the products of a batch: by a loop over active pairs, or by a matrix product where that takes less time. */
async function addProducts(
  fn: Float64Array,
  f: SparseRows,
  n: SparseRows,
  { from, count, dIn, threads }: FeatureRange & { readonly dIn: number; readonly threads: number },
): Promise<void> {
  const rows = f.rows.length - 1
  if (activePairs(f, n, { from, count }) * LOOP_COST < rows * count * dIn)
    return addActivePairs(fn, f, n, { from, count }, dIn)
  const multiply = await columnProductsSession(count, dIn, threads)
  const { product } = await multiply.run({
    a: float32(dense(f, { from, count }), [rows, count]),
    b: float32(dense(n, { from: 0, count: dIn }), [rows, dIn]),
  })
  const products = product.data as Float32Array
  for (let i = 0; i < products.length; i++) fn[i] += products[i]
}

/** Returns activations of a range of units with their zeros, [rows, count]. */
function dense({ rows, features, values }: SparseRows, { from, count }: FeatureRange): Float32Array {
  const out = new Float32Array((rows.length - 1) * count)
  for (let row = 0; row < rows.length - 1; row++)
    for (let m = rows[row]; m < rows[row + 1]; m++) {
      const unit = features[m] - from
      if (unit >= 0 && unit < count) out[row * count + unit] = values[m]
    }
  return out
}
