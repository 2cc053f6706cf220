/** Reductions over given axes. https://onnx.ai/onnx/operators/ */
import { SemascopeError } from '@/lib/errors'
import type { Graph } from '../graph'
import { type Dim, elementCount, normalizeAxis } from '../shape'
import type { Value } from '../value'
import { mul } from './arithmetic'

type ReduceOp = 'ReduceSum' | 'ReduceMean' | 'ReduceMax' | 'ReduceL2' | 'ReduceSumSquare'

function reduce(g: Graph, opType: ReduceOp, x: Value, axes: readonly number[], keepdims: boolean): Value {
  const what = `${opType} of "${x.name}"`
  const positive = axes.map((axis) => normalizeAxis(what, axis, x.dims.length))
  const dims: Dim[] = x.dims.flatMap((dim, axis) =>
    positive.includes(axis) ? (keepdims ? [1 as Dim] : []) : [dim],
  )
  const attributes = { keepdims: keepdims ? 1 : 0 }
  return g.emit1(opType, [x, g.ints(positive)], { type: x.type, dims }, { attributes })
}

/** Returns the gradient of a reduced tensor with the reduced axes restored at size 1; the caller broadcasts it. */
function restoreAxes(g: Graph, dy: Value, x: Value, axes: readonly number[], keepdims: boolean): Value {
  if (keepdims) return dy
  const positive = axes.map((axis) => normalizeAxis('ReduceSum', axis, x.dims.length))
  const dims = x.dims.map((dim, axis): Dim => (positive.includes(axis) ? 1 : dim))
  return g.emit1('Unsqueeze', [dy, g.ints(positive)], { type: dy.type, dims })
}

export function reduceSum(g: Graph, x: Value, axes: readonly number[], keepdims = false): Value {
  const y = reduce(g, 'ReduceSum', x, axes, keepdims)
  g.record([x], [y], ([dy]) => [dy && restoreAxes(g, dy, x, axes, keepdims)])
  return y
}

/** Mean over axes whose sizes are known. */
export function reduceMean(g: Graph, x: Value, axes: readonly number[], keepdims = false): Value {
  const y = reduce(g, 'ReduceMean', x, axes, keepdims)
  g.record([x], [y], ([dy]) => {
    if (!dy) return [null]
    const count = elementCount(axes.map((axis) => x.dims[normalizeAxis('ReduceMean', axis, x.dims.length)]))
    if (count === null)
      throw new SemascopeError('internal', `ReduceMean of "${x.name}": no gradient over a dynamic axis`)
    return [restoreAxes(g, mul(g, dy, g.scalar(1 / count)), x, axes, keepdims)]
  })
  return y
}

/** Sum of squares. */
export function reduceSumSquare(g: Graph, x: Value, axes: readonly number[], keepdims = false): Value {
  const y = reduce(g, 'ReduceSumSquare', x, axes, keepdims)
  g.record([x], [y], ([dy]) => [dy && mul(g, x, mul(g, g.scalar(2), restoreAxes(g, dy, x, axes, keepdims)))])
  return y
}

/** Largest element; no gradient. */
export function reduceMax(g: Graph, x: Value, axes: readonly number[], keepdims = false): Value {
  return reduce(g, 'ReduceMax', x, axes, keepdims)
}

/** Euclidean norm; no gradient. */
export function reduceL2(g: Graph, x: Value, axes: readonly number[], keepdims = false): Value {
  return reduce(g, 'ReduceL2', x, axes, keepdims)
}
