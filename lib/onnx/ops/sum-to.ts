import type { Graph } from '../graph'
import type { Dim } from '../shape'
import type { Value } from '../value'

/** Sums a gradient over the axes along which broadcasting repeated a tensor of shape `dims`. */
export function sumTo(g: Graph, gradient: Value, dims: readonly Dim[]): Value {
  const lead = gradient.dims.length - dims.length
  const leading = gradient.dims.slice(0, lead).map((_, axis) => axis)
  const repeated = dims.flatMap((dim, axis) => (dim === 1 && gradient.dims[lead + axis] !== 1 ? [axis] : []))
  let out = gradient
  if (leading.length > 0) out = sum(g, out, leading, 0, out.dims.slice(lead))
  if (repeated.length > 0) out = sum(g, out, repeated, 1, dims)
  return out
}

function sum(g: Graph, x: Value, axes: number[], keepdims: 0 | 1, dims: readonly Dim[]): Value {
  return g.emit1('ReduceSum', [x, g.ints(axes)], { type: x.type, dims }, { attributes: { keepdims } })
}
