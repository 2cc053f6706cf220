import type { DictionaryWeights } from '@/lib/domain/dictionary'
import { Graph } from '../graph'
import { cast, greater, matMul } from '../ops'
import { decode, encode } from './sae'

/**
 * Returns the graph that reconstructs a dictionary's inputs without returning the activations. Inputs `x` [n, d_in]
 * and `counted` float32 [1, n]: 1 at rows whose firings count, 0 at others. Outputs `x_hat` [n, d_in] and `firings`
 * [1, d_sae]: the number of counted rows with f > 0, exact for n below 2²⁴.
 */
export function reconstructGraph(
  weights: DictionaryWeights,
  options: { readonly dIn: number; readonly applyBDecToInput: boolean },
): Uint8Array {
  const g = new Graph()
  const x = g.input('x', 'float32', ['n', options.dIn])
  const counted = g.input('counted', 'float32', [1, 'n'])
  const acts = encode(g, x, weights, options)
  g.output('firings', matMul(g, counted, cast(g, greater(g, acts, g.scalar(0)), 'float32')))
  g.output('x_hat', decode(g, acts, weights, options.dIn))
  return g.build()
}
