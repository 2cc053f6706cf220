/** Ops that move elements without changing them. https://onnx.ai/onnx/operators/ */
import { SemascopeError } from '@/lib/errors'
import type { Graph } from '../graph'
import { type Dim, elementCount, formatDims, normalizeAxis } from '../shape'
import type { Value } from '../value'
import { sumTo } from './sum-to'

function emitReshape(g: Graph, x: Value, target: Value, dims: readonly Dim[]): Value {
  return g.emit1('Reshape', [x, target], { type: x.type, dims })
}

/**
 * Reshapes as ONNX defines it: 0 copies the dimension of `x` on the same axis, one −1 is inferred. `dims` names the
 * dimensions of the result where they cannot be computed from numbers.
 */
export function reshape(g: Graph, x: Value, target: readonly number[], dims?: readonly Dim[]): Value {
  const y = emitReshape(g, x, g.ints(target), dims ?? inferReshape(g, x, target))
  g.record([x], [y], ([dy]) => [dy && emitReshape(g, dy, shapeForGradient(g, x), x.dims)])
  return y
}

function inferReshape(g: Graph, x: Value, target: readonly number[]): Dim[] {
  const copied = target.map((dim, axis): Dim => (dim === 0 ? x.dims[axis] : dim))
  const hole = copied.indexOf(-1)
  const total = elementCount(x.dims)
  const known = elementCount(copied.filter((dim) => dim !== -1))
  if (total !== null && known !== null) {
    const inferred = total / known
    if (hole >= 0 ? !Number.isInteger(inferred) : inferred !== 1)
      throw new SemascopeError(
        'internal',
        `Reshape of "${x.name}": ${formatDims(x.dims)} does not fill ${formatDims(target)}`,
      )
    if (hole >= 0) copied[hole] = inferred
  } else if (hole >= 0) copied[hole] = g.fresh('?')
  return copied
}

/** Returns the shape of `x` as a tensor: a constant if at most one dimension is dynamic, otherwise computed. */
function shapeForGradient(g: Graph, x: Value): Value {
  const dynamic = x.dims.filter((dim) => typeof dim !== 'number').length
  return dynamic <= 1 ? g.ints(x.dims.map((dim) => (typeof dim === 'number' ? dim : -1))) : shape(g, x)
}

/** Returns the run-time shape, int64 [rank]; no gradient. */
function shape(g: Graph, x: Value): Value {
  return g.emit1('Shape', [x], { type: 'int64', dims: [x.dims.length] })
}

export function transpose(g: Graph, x: Value, perm: readonly number[]): Value {
  if (perm.length !== x.dims.length)
    throw new SemascopeError('internal', `Transpose of "${x.name}" ${formatDims(x.dims)} by [${perm}]`)
  const emit = (value: Value, order: readonly number[]) =>
    g.emit1(
      'Transpose',
      [value],
      { type: value.type, dims: order.map((axis) => value.dims[axis]) },
      { attributes: { perm: order } },
    )
  const y = emit(x, perm)
  const inverse = perm.map((_, axis) => perm.indexOf(axis))
  g.record([x], [y], ([dy]) => [dy && emit(dy, inverse)])
  return y
}

/** Inserts axes of size 1; `axes` count in the result. */
export function unsqueeze(g: Graph, x: Value, axes: readonly number[]): Value {
  const rank = x.dims.length + axes.length
  const positive = axes.map((axis) => normalizeAxis(`Unsqueeze of "${x.name}"`, axis, rank))
  const rest = [...x.dims]
  const dims = Array.from({ length: rank }, (_, axis): Dim => (positive.includes(axis) ? 1 : rest.shift()!)) // rank = rest + axes
  const y = g.emit1('Unsqueeze', [x, g.ints(positive)], { type: x.type, dims })
  g.record([x], [y], ([dy]) => [
    dy && g.emit1('Squeeze', [dy, g.ints(positive)], { type: x.type, dims: x.dims }),
  ])
  return y
}

/** Removes axes of size 1. */
export function squeeze(g: Graph, x: Value, axes: readonly number[]): Value {
  const positive = axes.map((axis) => normalizeAxis(`Squeeze of "${x.name}"`, axis, x.dims.length))
  const dims = x.dims.filter((_, axis) => !positive.includes(axis))
  const y = g.emit1('Squeeze', [x, g.ints(positive)], { type: x.type, dims })
  g.record([x], [y], ([dy]) => [
    dy && g.emit1('Unsqueeze', [dy, g.ints(positive)], { type: x.type, dims: x.dims }),
  ])
  return y
}

/** Broadcasts `x` to the shape of `like`. */
export function expandLike(g: Graph, x: Value, like: Value): Value {
  const known = like.dims.every((dim) => typeof dim === 'number')
  const target = known ? g.ints(like.dims.map(Number)) : shape(g, like)
  const y = g.emit1('Expand', [x, target], { type: x.type, dims: like.dims })
  g.record([x], [y], ([dy]) => [dy && sumTo(g, dy, x.dims)])
  return y
}

/** Returns the first `end` entries of axis 0; `end` is an int64 [1]. Differentiable if both lengths are known. */
export function sliceHead(g: Graph, x: Value, end: Value, length: Dim): Value {
  const dims = [length, ...x.dims.slice(1)]
  const y = g.emit1('Slice', [x, g.ints([0]), end, g.ints([0])], { type: x.type, dims })
  g.record([x], [y], ([dy]) => {
    if (!dy) return [null]
    const [total, ...rest] = x.dims.map(Number)
    if (Number.isNaN(total - Number(length)))
      throw new SemascopeError('internal', `Slice of "${x.name}": no gradient over a dynamic axis`)
    if (total === length) return [dy]
    const missing = [total - Number(length), ...rest]
    const zeros = new Float32Array(missing.reduce((product, dim) => product * dim, 1))
    const padding = g.initializer(g.fresh('zeros'), zeros, missing)
    return [g.emit1('Concat', [dy, padding], x, { attributes: { axis: 0 } })]
  })
  return y
}
