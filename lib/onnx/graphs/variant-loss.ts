import type { ModelSpec, TransformerWeights } from '@/lib/domain/model'
import { Graph } from '../graph'
import { exp, gatherElements, logSoftmax, mul, neg, reduceSum, squeeze, sub } from '../ops'
import type { Value } from '../value'
import { transformerForward } from './forward'
import { weightInitializers } from './parameters'

export const FINAL_HOOK = 'ln_final.hook_normalized'

/**
 * Returns the graph for the predictions of variants of the last hidden state. Inputs: `ln_final.hook_normalized`
 * [variants, m, d_model], where the first variant is unchanged, and `targets` int64 [variants, m, 1]. Outputs `ce`
 * [variants, m], the cross-entropy in nats of predicting the targets, and `kl` [divergences, m], KL(first ‖ variant)
 * in nats over the vocabulary for the variants that come next.
 */
export function variantLossGraph(
  spec: ModelSpec,
  weights: TransformerWeights,
  { variants, divergences }: { readonly variants: number; readonly divergences: number },
): Uint8Array {
  const g = new Graph()
  const provided = { [FINAL_HOOK]: 'sequence' } as const
  const options = { provided, batch: variants, seq: 'm' }
  const forward = transformerForward(g, spec, weightInitializers(g, spec, weights), options)
  const logProbabilities = logSoftmax(g, forward.logits())
  const targets = g.input('targets', 'int64', [variants, 'm', 1])
  g.output('ce', neg(g, squeeze(g, gatherElements(g, logProbabilities, targets, -1), [-1])))
  const base = slice(g, logProbabilities, 0, 1)
  const difference = sub(g, base, slice(g, logProbabilities, 1, 1 + divergences))
  g.output('kl', reduceSum(g, mul(g, exp(g, base), difference), [-1]))
  return g.build()
}

/** Returns the entries from … to − 1 of the first axis. */
function slice(g: Graph, x: Value, from: number, to: number): Value {
  const dims = [to - from, ...x.dims.slice(1)]
  return g.emit1('Slice', [x, g.ints([from]), g.ints([to]), g.ints([0])], { type: x.type, dims })
}
