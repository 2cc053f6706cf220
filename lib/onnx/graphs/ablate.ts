import { type HookName, parseHook } from '@/lib/domain/hook'
import type { ModelSpec, TransformerWeights } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { Graph } from '../graph'
import { gather, gatherElements, logSoftmax, matMul, mul, neg, squeeze, sub, unsqueeze } from '../ops'
import { transformerForward } from './forward'
import { weightInitializers } from './parameters'

/**
 * Returns the graph for the loss without a direction at the end of the residual stream. Inputs: `residual` [rows, d_model]
 * before the final norm, `directions` [directions, d_model]; and for each of n items int32 [n] `row`, `direction` and
 * `target` (the token to predict), and `amount` [n, 1], by which the direction is taken away (0 leaves the row as it is).
 * Output `ce` [n], the cross-entropy in nats.
 */
export function ablateGraph(spec: ModelSpec, weights: TransformerWeights): Uint8Array {
  const g = new Graph()
  const { dModel } = spec
  const row = gather(g, g.input('residual', 'float32', ['rows', dModel]), g.input('row', 'int32', ['n']))
  const direction = gather(
    g,
    g.input('directions', 'float32', ['directions', dModel]),
    g.input('direction', 'int32', ['n']),
  )
  const changed = sub(g, row, mul(g, direction, g.input('amount', 'float32', ['n', 1])))
  const computed = { [`blocks.${spec.nLayers - 1}.hook_resid_post`]: changed }
  const forward = transformerForward(g, spec, weightInitializers(g, spec, weights), { computed })
  const target = unsqueeze(g, g.input('target', 'int32', ['n']), [-1])
  const picked = gatherElements(g, logSoftmax(g, forward.logits()), target, -1)
  g.output('ce', neg(g, squeeze(g, picked, [-1])))
  return g.build()
}

/**
 * Returns the graph that takes directions at a hook of the last block to the residual stream: `directions` [n, d_hook] →
 * `residual` [n, d_model], through W_out for mlp.hook_post, unchanged for hooks that are in the stream.
 */
export function toResidualGraph(spec: ModelSpec, weights: TransformerWeights, hook: HookName): Uint8Array {
  const { layer, site } = parseHook(hook)
  if (site !== 'mlp.hook_post' || layer === null)
    throw new SemascopeError('internal', `directions at ${hook} are in the residual stream`)
  const g = new Graph()
  const directions = g.input('directions', 'float32', ['n', spec.dMlp])
  g.output('residual', matMul(g, directions, g.weight('W_out', weights.blocks[layer].W_out)))
  return g.build()
}
