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
 * Input `directions` [n, d_hook]; output `logits` [n, d_vocab], or only those of the tokens [from, to). Throws `unsupported` for mlp.hook_pre, whose
 * directions pass a non-linearity, and for the normalised stream.
 */
export function directEffectGraph(
  spec: ModelSpec,
  weights: TransformerWeights,
  hook: HookName,
  tokens: TokenRange = { from: 0, to: spec.dVocab },
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
  g.output('logits', logitsOf(g, spec, weights, scaled, tokens))
  return g.build()
}

interface TokenRange {
  readonly from: number
  readonly to: number
}

/** Multiplies by the rows of W_E or the columns of W_U that are of the tokens; weights as they are for all tokens. */
function logitsOf(
  g: Graph,
  spec: ModelSpec,
  { W_E, W_U }: TransformerWeights,
  scaled: Value,
  { from, to }: TokenRange,
): Value {
  const isWhole = from === 0 && to === spec.dVocab
  if (spec.tiedHead) {
    const rows = () => W_E.data.subarray(from * spec.dModel, to * spec.dModel)
    const W = isWhole ? g.weight('W_E', W_E) : g.initializer('W_E', rows(), [to - from, spec.dModel])
    return fusedMatMul(g, scaled, W, { transB: true })
  }
  const W = isWhole
    ? g.weight('W_U', W_U)
    : g.initializer('W_U', columns(W_U, { from, to }), [spec.dModel, to - from])
  return matMul(g, scaled, W)
}

/** Returns the columns [from, to) of a matrix. */
function columns({ data, dims: [rows, width] }: Tensor, { from, to }: TokenRange): Float32Array {
  const out = new Float32Array(rows * (to - from))
  for (let row = 0; row < rows; row++)
    out.set(data.subarray(row * width + from, row * width + to), row * (to - from))
  return out
}
