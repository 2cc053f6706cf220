/**
 * Invents a dictionary for a model: random directions, with thresholds chosen on the model's own activations, so that
 * features fire as rarely as those of a trained one.
 */
import { chunks, forwardRows } from '@/lib/compute/rows'
import { config } from '@/lib/config'
import { loadDependencyTree } from '@/lib/corpus/dependency-tree'
import type { StandardSpec, StandardWeights } from '@/lib/domain/dictionary'
import type { ModelSpec, TransformerWeights } from '@/lib/domain/model'
import { rowProductsGraph } from '@/lib/onnx/graphs/products'
import { transformerGraph } from '@/lib/onnx/graphs/transformer'
import { float32, openSession } from '@/lib/runtime/session'
import type { BpeModel } from '@/lib/tokens/bpe-model'
import { createTokenizer } from '@/lib/tokens/tokenizer'
import { cutWindows, windowIds } from '@/lib/tokens/windows'
import { Random } from './random'

export interface InventedModel {
  readonly spec: ModelSpec
  readonly weights: TransformerWeights
  readonly bpe: BpeModel
}

/** Tokens on which thresholds are chosen, taken from so many documents. */
const TOKENS = 8192
const DOCUMENTS = 64
const BATCH = 8
const FEATURES_AT_ONCE = 512
/** The densest feature fires so many times as often as the rarest. */
const SPREAD = 1500

/** Returns a dictionary of which `l0` features fire on a token of the demo's text on average. */
export async function inventDictionary(
  model: InventedModel,
  spec: StandardSpec,
  l0: number,
): Promise<StandardWeights> {
  const { dIn, dSae } = spec
  const random = new Random(2)
  const x = await activations(model, spec)
  const mean = centre(x, dIn)
  const directions = unitRows(dSae, dIn, random)
  const W_enc = new Float32Array(dIn * dSae)
  for (let i = 0; i < dSae; i++) for (let k = 0; k < dIn; k++) W_enc[k * dSae + i] = directions[i * dIn + k]
  return {
    kind: 'standard',
    W_enc: { data: W_enc, dims: [dIn, dSae] },
    b_enc: { data: await biases(x, directions, dIn, l0, random), dims: [dSae] },
    W_dec: { data: directions, dims: [dSae, dIn] },
    b_dec: { data: mean, dims: [dIn] },
  }
}

/** Returns the model's activations at the hook on the beginnings of documents, [tokens, d_in], without BOS. */
async function activations({ spec, weights, bpe }: InventedModel, { hook, dIn, contextSize }: StandardSpec) {
  const documents = await loadDependencyTree({ root: config().root })
  const tokenizer = createTokenizer(bpe)
  const each = TOKENS / DOCUMENTS
  const step = Math.floor(documents.length / DOCUMENTS)
  const sequences = Array.from({ length: DOCUMENTS }, (_, i) => {
    const ids = Int32Array.from(tokenizer.encode(documents[i * step].text.slice(0, 16 * each))).subarray(
      0,
      each,
    )
    const windows = cutWindows(ids.length, { contextSize, prependBos: true, minTail: 1 })
    return windows.map((window) => windowIds(ids, window, spec.bosTokenId))
  }).flat()
  const threads = config().ortThreads || 2
  const front = await openSession(transformerGraph(spec, weights, { outputs: [hook] }), { threads })
  const parts: Float32Array[] = []
  for (const batch of chunks(sequences, BATCH)) {
    const { starts, tensors } = await forwardRows(front, batch)
    for (let i = 0; i < batch.length; i++)
      parts.push(tensors[hook].data.slice((starts[i] + 1) * dIn, starts[i + 1] * dIn))
  }
  await front.release()
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** Takes the mean of the rows away and returns it. */
function centre(x: Float32Array, width: number): Float32Array {
  const sums = new Float64Array(width)
  for (let i = 0; i < x.length; i++) sums[i % width] += x[i]
  const mean = Float32Array.from(sums, (sum) => (sum * width) / x.length)
  for (let i = 0; i < x.length; i++) x[i] -= mean[i % width]
  return mean
}

function unitRows(rows: number, width: number, random: Random): Float32Array {
  const out = new Float32Array(rows * width)
  for (let row = 0; row < rows; row++) {
    const own = out.subarray(row * width, (row + 1) * width)
    for (let k = 0; k < width; k++) own[k] = random.normal()
    const norm = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0))
    for (let k = 0; k < width; k++) own[k] /= norm
  }
  return out
}

/** Returns biases with which densities are log-uniform and add up to `l0`. */
async function biases(
  x: Float32Array,
  directions: Float32Array,
  width: number,
  l0: number,
  random: Random,
): Promise<Float32Array> {
  const tokens = x.length / width
  const features = directions.length / width
  const densities = Float64Array.from({ length: features }, () => SPREAD ** random.next())
  const scale = l0 / densities.reduce((a, b) => a + b)
  const session = await openSession(rowProductsGraph(width), { threads: config().ortThreads || 2 })
  const out = new Float32Array(features)
  for (let from = 0; from < features; from += FEATURES_AT_ONCE) {
    const to = Math.min(features, from + FEATURES_AT_ONCE)
    const { product } = await session.run({
      a: float32(directions.subarray(from * width, to * width), [to - from, width]),
      b: float32(x, [tokens, width]),
    })
    for (let i = from; i < to; i++) {
      const own = (product.data as Float32Array).slice((i - from) * tokens, (i - from + 1) * tokens).sort()
      const firing = Math.min(tokens - 1, Math.floor(densities[i] * scale * tokens + random.next()))
      // Rarer than once in these tokens: the threshold is just above all of them.
      out[i] = firing === 0 ? -1.02 * own[tokens - 1] : -(own[tokens - firing] + own[tokens - firing - 1]) / 2
    }
  }
  await session.release()
  return out
}
