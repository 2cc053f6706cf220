import { SemascopeError } from '@/lib/errors'
import type { Graph } from '../graph'
import { formatDims } from '../shape'
import type { Value } from '../value'
import { add, mul } from './arithmetic'
import { gather, gatherND, nonZero } from './gather'
import { reduceMax } from './reduce'
import { reshape, squeeze, transpose } from './reshape'

/** Columns of a block. NonZero reads single elements on one thread; ReduceMax reads vectors on all threads. */
const BLOCK = 16

export interface SparseMatrix {
  /** int64 [m, 2]: (row, column) in row-major order */
  readonly indices: Value
  /** float32 [m] */
  readonly values: Value
}

/**
 * Returns the non-zero elements of a matrix [n, width] that has no negative ones. Blocks of 16 columns whose maximum
 * is 0 are skipped, so the search costs a few percent of the product that made the matrix, not half of it.
 */
export function sparse(g: Graph, x: Value): SparseMatrix {
  const [rows, width] = x.dims
  if (x.dims.length !== 2 || typeof width !== 'number')
    throw new SemascopeError(
      'internal',
      `sparse form of "${x.name}" ${formatDims(x.dims)}: [n, width] needed`,
    )
  if (width % BLOCK !== 0) {
    const indices = coordinates(g, x, 'm')
    return { indices, values: gatherND(g, x, indices) }
  }
  const blocks = reshape(g, x, [-1, width / BLOCK, BLOCK], [rows, width / BLOCK, BLOCK])
  const active = coordinates(g, reduceMax(g, blocks, [2]), 'blocks') // [blocks, 2]: (row, block)
  const kept = { type: x.type, dims: ['blocks', BLOCK] }
  const lanes = g.emit1('GatherND', [blocks, active], kept)
  const inside = coordinates(g, lanes, 'm') // [m, 2]: (which block, lane)
  const corner = mul(g, active, g.ints([1, BLOCK])) // (row, first column)
  const column = { type: 'int64' as const, dims: ['m', 1] }
  const [which] = g.emit('Split', [inside], [column, column], { attributes: { axis: 1, num_outputs: 2 } })
  const origin = gather(g, corner, squeeze(g, which, [1])) // [m, 2]
  return {
    indices: add(g, origin, mul(g, inside, g.ints([0, 1]))),
    values: gatherND(g, lanes, inside),
  }
}

function coordinates(g: Graph, x: Value, count: string): Value {
  return transpose(g, nonZero(g, x, count), [1, 0])
}
