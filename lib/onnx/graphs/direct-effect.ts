import { type HookName, parseHook } from '@/lib/domain/hook'
import type { ModelSpec, TransformerWeights } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { Graph } from '../graph'
import { matMul, mul, reduceMean, sub } from '../ops'
import type { Value } from '../value'

/**
 * Returns the graph for the direct effect of directions at a hook on the logits. A direction goes to the residual
 * stream (through W_out for mlp.hook_post, W_O for attn.hook_z; other hooks are already in the stream), loses its
 * mean as in LayerNorm, is multiplied by the final norm's weight, and goes through W_U. The 1/σ of each token is left
 * out; the caller shifts the median to 0. Source: Bricken et al. 2023, "logit weights".
 *
 * Input `directions` [n, d_hook]; output `logits` [n, d_vocab]. Throws `unsupported` for mlp.hook_pre, whose
 * directions pass a non-linearity, and for the normalised stream.
 */
export function directEffectGraph(spec: ModelSpec, weights: TransformerWeights, hook: HookName): Uint8Array {
  const { layer, site } = parseHook(hook)
  const g = new Graph()
  const width = site === 'mlp.hook_post' ? spec.dMlp : spec.dModel
  const directions = g.input('directions', 'float32', ['n', width])
  const through = (name: 'W_out' | 'W_O'): Value => {
    const tensor = weights.blocks[layer ?? 0][name]
    return matMul(g, directions, g.initializer(name, tensor.data, tensor.dims))
  }
  const toResidual = (): Value => {
    switch (site) {
      case 'mlp.hook_post':
        return through('W_out')
      case 'attn.hook_z':
        return through('W_O')
      case 'mlp.hook_pre':
      case 'ln_final.hook_normalized':
        throw new SemascopeError('unsupported', `logit effects are not defined at ${hook}`)
      default:
        return directions
    }
  }
  const residual = toResidual()
  const centred = sub(g, residual, reduceMean(g, residual, [-1], true))
  const scaled = mul(g, centred, g.initializer('ln_f_w', weights.ln_f_w.data, weights.ln_f_w.dims))
  g.output('logits', matMul(g, scaled, g.initializer('W_U', weights.W_U.data, weights.W_U.dims)))
  return g.build()
}
