import type { ModelSpec } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import type { Graph } from '../graph'
import {
  add,
  fusedMatMul,
  lessOrEqual,
  matMul,
  range,
  reshape,
  softmax,
  squeeze,
  transpose,
  unsqueeze,
  where,
} from '../ops'
import type { Value } from '../value'
import type { ParameterSource } from './parameters'

/** Returns the mask [seq, seq] with 0 where a query may attend (key ≤ query) and −∞ elsewhere. `seq` is int64 [1]. */
export function causalMask(g: Graph, seq: Value, length: Value['dims'][number]): Value {
  const positions = range(g, squeeze(g, seq, [0]), length)
  const visible = lessOrEqual(g, unsqueeze(g, positions, [0]), unsqueeze(g, positions, [1]))
  return where(g, visible, g.scalar(0), g.scalar(Number.NEGATIVE_INFINITY))
}

/**
 * Adds causal multi-head attention up to hook_z, the concatenated outputs of the heads before W_O.
 * @param x the block's input after LayerNorm, [batch, seq, d_model]
 */
export function attentionHeads(
  g: Graph,
  spec: ModelSpec,
  x: Value,
  mask: Value,
  parameter: (field: 'W_Q' | 'W_K' | 'W_V' | 'b_Q' | 'b_K' | 'b_V') => ReturnType<ParameterSource>,
): Value {
  const dHead = spec.dModel / spec.nHeads
  if (!Number.isInteger(dHead))
    throw new SemascopeError('invalid_input', `${spec.nHeads} heads do not divide d_model ${spec.dModel}`)
  const [batch, seq] = x.dims
  const project = (W: Value, b: Value) => {
    const projected = add(g, matMul(g, x, W), b)
    const split = reshape(g, projected, [0, 0, spec.nHeads, dHead], [batch, seq, spec.nHeads, dHead])
    return transpose(g, split, [0, 2, 1, 3]) // [batch, heads, seq, d_head]
  }
  const q = project(parameter('W_Q'), parameter('b_Q'))
  const k = project(parameter('W_K'), parameter('b_K'))
  const v = project(parameter('W_V'), parameter('b_V'))
  const scores = fusedMatMul(g, q, k, { transB: true, alpha: 1 / Math.sqrt(dHead) })
  const pattern = softmax(g, add(g, scores, mask)) // [batch, heads, seq, seq]
  const z = transpose(g, matMul(g, pattern, v), [0, 2, 1, 3])
  return reshape(g, z, [0, 0, spec.dModel], [batch, seq, spec.dModel])
}
