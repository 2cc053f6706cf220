import type { StandardWeights } from '@/lib/domain/dictionary'
import type { ModelSpec, Tensor, TransformerWeights } from '@/lib/domain/model'
import { Graph } from '@/lib/onnx/graph'
import { assembleWeights, parameterShapes } from '@/lib/onnx/graphs/parameters'
import type { Value } from '@/lib/onnx/value'
import { openSession, type TensorValue } from '@/lib/runtime/session'
import { uniform } from '../support/random'

/** Returns normal float32 numbers. */
export function normal(seed: number, dims: readonly number[], scale = 1): Tensor {
  const next = uniform(seed)
  const count = dims.reduce((a, b) => a * b, 1)
  const data = Float32Array.from(
    { length: count },
    () => scale * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  )
  return { data, dims }
}

export function tinySpec(overrides: Partial<ModelSpec> = {}): ModelSpec {
  return {
    architecture: 'gpt2',
    nLayers: 1,
    nHeads: 2,
    dModel: 8,
    dMlp: 12,
    nCtx: 10,
    dVocab: 17,
    activation: 'relu',
    layerNormEps: 1e-5,
    tiedHead: false,
    bosTokenId: 0,
    eosTokenId: 0,
    ...overrides,
  }
}

/** Returns random weights in which every bias and norm weight matters. */
export function randomWeights(spec: ModelSpec, seed: number, scale = 0.4): TransformerWeights {
  const shapes = parameterShapes(spec)
  let next = seed * 1000
  return assembleWeights(spec, (name) => {
    const tensor = normal(next++, shapes.get(name) ?? [], scale)
    if (name.endsWith('_w')) for (let i = 0; i < tensor.data.length; i++) tensor.data[i] += 1
    return tensor
  })
}

export function randomDictionary(dIn: number, dSae: number, seed: number): StandardWeights {
  return {
    kind: 'standard',
    W_enc: normal(seed, [dIn, dSae], 0.5),
    b_enc: normal(seed + 1, [dSae], 0.3),
    W_dec: normal(seed + 2, [dSae, dIn], 0.5),
    b_dec: normal(seed + 3, [dIn], 0.3),
  }
}

export async function runModel(
  model: Uint8Array,
  feeds: Record<string, TensorValue>,
  threads = 1,
): Promise<Record<string, TensorValue>> {
  const session = await openSession(model, { threads })
  try {
    return await session.run(feeds)
  } finally {
    await session.release()
  }
}

/** Builds a graph, runs it and returns its outputs. */
export async function runGraph(
  write: (g: Graph) => Record<string, Value>,
  feeds: Record<string, TensorValue> = {},
): Promise<Record<string, TensorValue>> {
  const g = new Graph()
  for (const [name, value] of Object.entries(write(g))) g.output(name, value)
  return runModel(g.build(), feeds)
}

/** Returns the largest |a − b| over max|b| (b the reference); Infinity if lengths differ or a is not finite. */
export function relativeError(a: ArrayLike<number | bigint>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY
  let worst = 0
  let scale = 0
  for (let i = 0; i < b.length; i++) {
    const difference = Math.abs(Number(a[i]) - b[i])
    if (!Number.isFinite(difference)) return Number.POSITIVE_INFINITY
    worst = Math.max(worst, difference)
    scale = Math.max(scale, Math.abs(b[i]))
  }
  return worst / (scale || 1)
}
