import type { ModelSpec, Tensor } from '@/lib/domain/model'
import { parameterShapes } from '@/lib/onnx/graphs/parameters'
import { normals } from '@/lib/training/random'

/** Standard deviation of embeddings at the start, as in GPT-2. */
const EMBEDDING_SCALE = 0.02

/**
 * Returns a transformer's weights before training: embeddings N(0, 0.02²), matrices N(0, 1 / fan-in), LayerNorm
 * weights 1, biases 0. A pure function of the spec and the seed.
 */
export function initialParameters(spec: ModelSpec, seed: number): Record<string, Tensor> {
  const parameters: Record<string, Tensor> = {}
  for (const [name, dims] of parameterShapes(spec)) {
    const count = dims.reduce((product, dim) => product * dim, 1)
    parameters[name] = { data: initial(name, dims, count, seed), dims }
  }
  return parameters
}

function initial(name: string, dims: readonly number[], count: number, seed: number): Float32Array {
  if (dims.length === 1) return new Float32Array(count).fill(name.endsWith('_w') ? 1 : 0)
  const scale = name === 'W_E' || name === 'W_pos' ? EMBEDDING_SCALE : 1 / Math.sqrt(dims[0])
  return normals(seed, `init ${name}`, count, scale)
}
