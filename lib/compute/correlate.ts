import type { NeuronSums } from '@/lib/analysis/relate'
import { SemascopeError } from '@/lib/errors'
import { float32 } from '@/lib/runtime/session'
import type { CachedDictionary, CachedModel } from './loaded'
import { batchSequences, chunks, forwardRows, type TokenRows } from './rows'
import { columnProductsSession, denseEncodeSession, frontSession } from './sessions'

/**
 * Sums displayed activations and neurons n = max(0, x) over content tokens, for Pearson correlation and cosine of
 * every feature with every neuron. Throws `unsupported` at other hooks than mlp.hook_post.
 */
export async function correlateNeurons(
  model: CachedModel,
  dictionary: CachedDictionary,
  sequences: readonly Int32Array[],
  special: Uint8Array,
  threads: number,
): Promise<NeuronSums> {
  const { hook, dIn, dSae } = dictionary.spec
  if (!hook.endsWith('.mlp.hook_post'))
    throw new SemascopeError('unsupported', `neurons are defined at mlp.hook_post, not at ${hook}`)
  const front = await frontSession(model, hook, threads)
  const encode = await denseEncodeSession(dictionary, threads)
  const multiply = await columnProductsSession(dSae, dIn, threads)
  let tokens = 0
  const sums = {
    f: new Float64Array(dSae),
    ff: new Float64Array(dSae),
    n: new Float64Array(dIn),
    nn: new Float64Array(dIn),
    fn: new Float64Array(dSae * dIn),
  }
  for (const batch of chunks(sequences, batchSequences(dictionary.spec))) {
    const neurons = contentNeurons(await forwardRows(front, batch), hook, special)
    const count = neurons.length / dIn
    if (count === 0) continue
    const { acts } = await encode.run({ x: float32(neurons.raw, [count, dIn]) })
    const f = acts.data as Float32Array
    const { product } = await multiply.run({ a: acts, b: float32(neurons.positive, [count, dIn]) })
    const p = product.data as Float32Array
    tokens += count
    addColumns(f, dSae, sums.f, sums.ff)
    addColumns(neurons.positive, dIn, sums.n, sums.nn)
    for (let i = 0; i < p.length; i++) sums.fn[i] += p[i]
  }
  scaleFeatures(sums, dictionary.decoderNorms)
  return { tokens, ...sums }
}

function contentNeurons(rows: TokenRows, hook: string, special: Uint8Array) {
  const { data, width } = rows.tensors[hook]
  const kept = [...rows.tokenIds.keys()].filter((row) => special[rows.tokenIds[row]] !== 1)
  const raw = new Float32Array(kept.length * width)
  kept.forEach((row, i) => {
    raw.set(data.subarray(row * width, (row + 1) * width), i * width)
  })
  return { raw, positive: raw.map((value) => Math.max(0, value)), length: raw.length }
}

function addColumns(data: Float32Array, width: number, sum: Float64Array, squares: Float64Array): void {
  for (let i = 0, k = 0; i < data.length; i++, k = k + 1 === width ? 0 : k + 1) {
    const value = data[i]
    if (value === 0) continue
    sum[k] += value
    squares[k] += value * value
  }
}

/** Turns raw activations into displayed ones: every sum over f scales with ‖W_dec‖. */
function scaleFeatures(sums: Omit<NeuronSums, 'tokens'>, norms: Float32Array): void {
  const width = sums.n.length
  for (let i = 0; i < norms.length; i++) {
    sums.f[i] *= norms[i]
    sums.ff[i] *= norms[i] ** 2
    for (let k = 0; k < width; k++) sums.fn[i * width + k] *= norms[i]
  }
}
