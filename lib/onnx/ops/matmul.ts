/** Matrix products. https://onnx.ai/onnx/operators/onnx__MatMul.html, com.microsoft FusedMatMul. */
import { SemascopeError } from '@/lib/errors'
import type { Graph } from '../graph'
import { agree, broadcast, type Dim, elementCount, formatDims } from '../shape'
import type { Value } from '../value'
import { reshape } from './reshape'

export interface FusedMatMulOptions {
  /** Whether to swap the last two axes of the left operand. */
  readonly transA?: boolean
  readonly transB?: boolean
  /** Factor of the product. */
  readonly alpha?: number
}

function swapped(dims: readonly Dim[], swap: boolean): Dim[] {
  const last = dims.length - 1
  return swap ? [...dims.slice(0, -2), dims[last], dims[last - 1]] : [...dims]
}

function productDims(opType: string, a: Value, b: Value, transA: boolean, transB: boolean): Dim[] {
  const left = swapped(a.dims, transA)
  const right = swapped(b.dims, transB)
  const what = `${opType} of "${a.name}" ${formatDims(left)} and "${b.name}" ${formatDims(right)}`
  if (left.length < 2 || right.length < 2)
    throw new SemascopeError('internal', `${what}: both sides need rank 2 or more`)
  if (!agree(left[left.length - 1], right[right.length - 2]))
    throw new SemascopeError('internal', `${what}: inner dimensions differ`)
  const batch = broadcast(what, left.slice(0, -2), right.slice(0, -2))
  return [...batch, left[left.length - 2], right[right.length - 1]]
}

function emitFused(g: Graph, a: Value, b: Value, options: FusedMatMulOptions): Value {
  const { transA = false, transB = false, alpha = 1 } = options
  const dims = productDims('FusedMatMul', a, b, transA, transB)
  return g.emit1(
    'FusedMatMul',
    [a, b],
    { type: a.type, dims },
    {
      domain: 'com.microsoft',
      attributes: { transA: transA ? 1 : 0, transB: transB ? 1 : 0, alpha: { float: alpha } },
    },
  )
}

/**
 * Returns alpha · op(a) · op(b), where op may transpose the last two axes. For a gradient, batched operands must have
 * the same leading axes; a 2-D right operand is shared by the whole batch.
 */
export function fusedMatMul(g: Graph, a: Value, b: Value, options: FusedMatMulOptions = {}): Value {
  const y = emitFused(g, a, b, options)
  recordProduct(g, a, b, y, options)
  return y
}

export function matMul(g: Graph, a: Value, b: Value): Value {
  const y = g.emit1('MatMul', [a, b], { type: a.type, dims: productDims('MatMul', a, b, false, false) })
  recordProduct(g, a, b, y, {})
  return y
}

function recordProduct(g: Graph, a: Value, b: Value, y: Value, options: FusedMatMulOptions): void {
  const { transA = false, transB = false, alpha = 1 } = options
  g.record([a, b], [y], ([dy]) => {
    if (!dy) return [null, null]
    const sharedRight = b.dims.length === 2 && a.dims.length > 2
    if (!sharedRight && a.dims.length !== b.dims.length)
      throw new SemascopeError('internal', `no gradient of "${a.name}"·"${b.name}": ranks differ`)
    const da = transA
      ? emitFused(g, b, dy, { transA: transB, transB: true, alpha })
      : emitFused(g, dy, b, { transB: !transB, alpha })
    const left = sharedRight ? rows(g, a) : a
    const right = sharedRight ? rows(g, dy) : dy
    const db = transB
      ? emitFused(g, right, left, { transA: true, transB: transA, alpha })
      : emitFused(g, left, right, { transA: !transA, alpha })
    return [da, db]
  })
}

/** Flattens all leading axes into one: [..., d] → [n, d]. */
function rows(g: Graph, x: Value): Value {
  const width = x.dims[x.dims.length - 1]
  if (typeof width !== 'number')
    throw new SemascopeError('internal', `"${x.name}" ${formatDims(x.dims)}: the last axis must be known`)
  const count = elementCount(x.dims.slice(0, -1))
  return reshape(g, x, [-1, width], [count ?? g.fresh('?'), width])
}
