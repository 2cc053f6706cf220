import { type HookName, parseHook } from '@/lib/domain/hook'
import type { ModelSpec, Tensor, TransformerWeights } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { Graph } from '../graph'
import { fusedMatMul, matMul, mul, reduceMean, sub } from '../ops'
import type { Value } from '../value'

/**
 * Returns the graph for the direct effect of directions at a hook on the logits. A direction goes to the residual
 * stream (through W_out for mlp.hook_post, W_O for attn.hook_z; other hooks are already in the stream), loses its
 * mean as in LayerNorm, is multiplied by the final norm's weight, and goes through W_U. The 1/σ of each token is left
 * out; the caller shifts the median to 0. Source: Bricken et al. 2023, "logit weights".
 *
 * Input `directions` [n, d_hook]; output `logits` [n, d_vocab], or only those of `head`, some columns of W_U. Throws
 * `unsupported` for mlp.hook_pre, whose directions pass a non-linearity, and for the normalised stream.
 */
export function directEffectGraph(
  spec: ModelSpec,
  weights: TransformerWeights,
  hook: HookName,
  head: Tensor | null = null,
): Uint8Array {
  const { layer, site } = parseHook(hook)
  const g = new Graph()
  const width = site === 'mlp.hook_post' ? spec.dMlp : spec.dModel
  const directions = g.input('directions', 'float32', ['n', width])
  const through = (name: 'W_out' | 'W_O'): Value => {
    return matMul(g, directions, g.weight(name, weights.blocks[layer ?? 0][name]))
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
  const scaled = mul(g, centred, g.weight('ln_f_w', weights.ln_f_w))
  g.output('logits', logitsOf(g, spec, weights, scaled, head))
  return g.build()
}

/** Multiplies by all of the head, or by the part of it that the caller gives. */
function logitsOf(
  g: Graph,
  spec: ModelSpec,
  { W_E, W_U }: TransformerWeights,
  scaled: Value,
  head: Tensor | null,
): Value {
  if (head) return matMul(g, scaled, g.weight('W_U', head))
  return spec.tiedHead
    ? fusedMatMul(g, scaled, g.weight('W_E', W_E), { transB: true })
    : matMul(g, scaled, g.weight('W_U', W_U))
}
