/** Indexed reads and writes. https://onnx.ai/onnx/operators/ */
import { SemascopeError } from '@/lib/errors'
import type { Graph } from '../graph'
import { type Dim, formatDims, normalizeAxis } from '../shape'
import type { Value } from '../value'

/**
 * Returns the rows (axis 0) of `x` at `indices`. No gradient: sum the gradients of the rows with `accumulateRows`.
 */
export function gather(g: Graph, x: Value, indices: Value): Value {
  const dims = [...indices.dims, ...x.dims.slice(1)]
  return g.emit1('Gather', [x, indices], { type: x.type, dims }, { attributes: { axis: 0 } })
}

/** Returns one element per index along `axis`; `indices` has the rank of `x`. No gradient. */
export function gatherElements(g: Graph, x: Value, indices: Value, axis: number): Value {
  const what = `GatherElements of "${x.name}" ${formatDims(x.dims)}`
  if (indices.dims.length !== x.dims.length)
    throw new SemascopeError('internal', `${what}: indices ${formatDims(indices.dims)} differ in rank`)
  const attributes = { axis: normalizeAxis(what, axis, x.dims.length) }
  return g.emit1('GatherElements', [x, indices], { type: x.type, dims: indices.dims }, { attributes })
}

/** Returns the elements of `x` at the rows of `indices` [m, rank of x] → [m]; no gradient. */
export function gatherND(g: Graph, x: Value, indices: Value): Value {
  if (indices.dims[1] !== x.dims.length)
    throw new SemascopeError(
      'internal',
      `GatherND of "${x.name}" ${formatDims(x.dims)}: indices are ${formatDims(indices.dims)}`,
    )
  return g.emit1('GatherND', [x, indices], { type: x.type, dims: [indices.dims[0]] })
}

/**
 * Replaces the elements of `x` at `indices` along `axis` by `updates`. No index may occur twice along the axis: the
 * caller sums over repeated indices, because ScatterND(add) loses updates on more than one thread.
 */
export function scatterElements(g: Graph, x: Value, indices: Value, updates: Value, axis: number): Value {
  return g.emit1('ScatterElements', [x, indices, updates], x, { attributes: { axis } })
}

/** Returns the coordinates of the non-zero elements in row-major order, int64 [rank, m]; no gradient. */
export function nonZero(g: Graph, x: Value, count: Dim): Value {
  return g.emit1('NonZero', [x], { type: 'int64', dims: [x.dims.length, count] })
}

/** Returns 0 … end − 1 for an int64 scalar, int64 [end]; no gradient. */
export function range(g: Graph, end: Value, length: Dim): Value {
  return g.emit1('Range', [g.int(0), end, g.int(1)], { type: 'int64', dims: [length] })
}

/**
 * Keeps the `k` largest elements of each row of `x` [n, width] and sets the others to 0. Of equal elements it keeps
 * those with the smaller index, as ONNX's TopK does. No gradient.
 */
export function keepLargest(g: Graph, x: Value, k: number): Value {
  const width = x.dims[1]
  if (x.dims.length !== 2 || typeof width !== 'number' || !Number.isInteger(k) || k < 1 || k > width)
    throw new SemascopeError('internal', `the ${k} largest of "${x.name}" ${formatDims(x.dims)}`)
  const kept = [x.dims[0], k]
  const [values, indices] = g.emit(
    'TopK',
    [x, g.ints([k])],
    [
      { type: x.type, dims: kept },
      { type: 'int64', dims: kept },
    ],
    { attributes: { axis: 1, largest: 1, sorted: 0 } },
  )
  const shape = g.emit1('Shape', [x], { type: 'int64', dims: [2] })
  const zeros = g.emit1('Expand', [g.scalar(0), shape], x)
  return g.emit1('ScatterElements', [zeros, indices, values], x, { attributes: { axis: 1 } })
}
