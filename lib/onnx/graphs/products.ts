import { Graph } from '../graph'
import { fusedMatMul } from '../ops'

/** Returns the graph `a` [m, k] · `b` [n, k]ᵀ → `product` [m, n]; these are cosines if the rows have length 1. */
export function rowProductsGraph(width: number): Uint8Array {
  const g = new Graph()
  const a = g.input('a', 'float32', ['m', width])
  const b = g.input('b', 'float32', ['n', width])
  g.output('product', fusedMatMul(g, a, b, { transB: true }))
  return g.build()
}

/** Returns the graph `a` [n, p]ᵀ · `b` [n, q] → `product` [p, q]: co-activation sums over the rows of a batch. */
export function columnProductsGraph(p: number, q: number): Uint8Array {
  const g = new Graph()
  const a = g.input('a', 'float32', ['n', p])
  const b = g.input('b', 'float32', ['n', q])
  g.output('product', fusedMatMul(g, a, b, { transA: true }))
  return g.build()
}
