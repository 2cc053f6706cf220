import { Graph } from '../graph'
import { fusedMatMul } from '../ops'

/**
 * Returns the graph for the dense part of a sparse training step. Inputs `x` [n, width] and `W` [features, width];
 * output `pre` [n, features] = x·Wᵀ.
 */
export function encoderProductGraph(width: number, features: number): Uint8Array {
  const g = new Graph()
  const x = g.input('x', 'float32', ['n', width])
  g.output('pre', fusedMatMul(g, x, g.input('W', 'float32', [features, width]), { transB: true }))
  return g.build()
}
