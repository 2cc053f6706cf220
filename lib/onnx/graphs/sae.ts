import type { DictionaryWeights } from '@/lib/domain/dictionary'
import type { Tensor } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { Graph } from '../graph'
import { add, cast, keepLargest, matMul, relu, sparse, sub } from '../ops'
import type { Value } from '../value'

export interface EncodeGraphOptions {
  readonly dIn: number
  /** Whether b_dec is subtracted from the input first. */
  readonly applyBDecToInput: boolean
  /** Whether to output `indices` and `values` of the active features. */
  readonly sparse: boolean
  /** Element type of `indices`; default int64. JavaScript reads int32 many times faster. */
  readonly indexType?: 'int64' | 'int32'
  /** Whether to output `acts` [n, d_sae]; default: only when not sparse. */
  readonly dense?: boolean
}

function tensor(g: Graph, name: string, weight: Tensor, expected: readonly number[]): Value {
  const { dims } = weight
  if (dims.join() !== expected.join())
    throw new SemascopeError(
      'invalid_input',
      `tensor "${name}" has shape [${dims.join(', ')}], the dictionary needs [${expected.join(', ')}]`,
    )
  return g.weight(name, weight)
}

/** Adds the raw feature activations [n, d_sae] of `x` [n, d_in] to a larger graph. */
export function encode(
  g: Graph,
  x: Value,
  weights: DictionaryWeights,
  options: Pick<EncodeGraphOptions, 'dIn' | 'applyBDecToInput'>,
): Value {
  if (weights.kind === 'neurons') return relu(g, x)
  const dSae = weights.b_enc.dims[0]
  const W_enc = tensor(g, 'W_enc', weights.W_enc, [options.dIn, dSae])
  const b_enc = tensor(g, 'b_enc', weights.b_enc, [dSae])
  const input = options.applyBDecToInput ? sub(g, x, tensor(g, 'b_dec', weights.b_dec, [options.dIn])) : x
  const p = add(g, matMul(g, input, W_enc), b_enc)
  return relu(g, weights.kind === 'topk' ? keepLargest(g, p, weights.k) : p)
}

/**
 * Returns the graph of the feature activations f = relu(p) with p = (x − b_dec·flag)·W_enc + b_enc; for `topk` only
 * the k largest of each row (the first of equal ones); relu(x) for the neuron basis. They are not scaled by decoder
 * norms.
 *
 * Input `x` [n, d_in]. Sparse outputs: `indices` [m, 2] (row, feature) in row-major order and `values` float32 [m],
 * all > 0. Dense output: `acts` [n, d_sae].
 */
export function encodeGraph(weights: DictionaryWeights, options: EncodeGraphOptions): Uint8Array {
  const g = new Graph()
  const x = g.input('x', 'float32', ['n', options.dIn])
  const acts = encode(g, x, weights, options)
  if (options.sparse) {
    const { indices, values } = sparse(g, acts)
    g.output('indices', options.indexType === 'int32' ? cast(g, indices, 'int32') : indices)
    g.output('values', values)
  }
  if (options.dense ?? !options.sparse) g.output('acts', acts)
  return g.build()
}

/** Adds the reconstruction [n, d_in] of `acts` [n, d_sae] to a larger graph. */
export function decode(g: Graph, acts: Value, weights: DictionaryWeights, dIn: number): Value {
  if (weights.kind === 'neurons') return acts
  const W_dec = tensor(g, 'W_dec', weights.W_dec, [weights.W_dec.dims[0], dIn])
  return add(g, matMul(g, acts, W_dec), tensor(g, 'b_dec.out', weights.b_dec, [dIn]))
}

/**
 * Returns the graph x̂ = acts·W_dec + b_dec (the identity for the neuron basis). Input `acts` [n, d_sae], output
 * `x_hat` [n, d_in].
 * @internal Parity tests compare the decoder alone.
 */
export function decodeGraph(weights: DictionaryWeights, options: { readonly dIn: number }): Uint8Array {
  const g = new Graph()
  const dSae = weights.kind === 'neurons' ? options.dIn : weights.W_dec.dims[0]
  g.output('x_hat', decode(g, g.input('acts', 'float32', ['n', dSae]), weights, options.dIn))
  return g.build()
}
