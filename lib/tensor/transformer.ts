import type { HookName } from '@/lib/domain/hook'
import type { ModelSpec, TransformerWeights } from '@/lib/domain/model'
import { type NdArray, zeros } from './array'
import { causalAttention } from './attention'
import { matmul, plus } from './linear'
import { activate } from './nonlinear'
import { layerNorm } from './normalize'

export interface NaiveForward {
  /** Tensors of all hooks of the sequence, [seq, width]. */
  readonly hooks: Readonly<Record<HookName, NdArray>>
  readonly logits: NdArray // [seq, d_vocab]
}

/** Replaces the tensor of a hook while it is computed; returns its argument to leave the tensor as it is. */
export type Intervention = (hook: HookName, value: NdArray) => NdArray

function rowsOf(table: NdArray, rows: readonly number[]): NdArray {
  const width = table.dims[1]
  const out = zeros([rows.length, width])
  rows.forEach((row, i) => {
    out.data.set(table.data.subarray(row * width, (row + 1) * width), i * width)
  })
  return out
}

/** GPT-2's forward pass over one sequence, one operation per line. */
export function naiveSequence(
  spec: ModelSpec,
  weights: TransformerWeights,
  tokenIds: readonly number[],
  intervene: Intervention = (_, value) => value,
): NaiveForward {
  const hooks: Record<HookName, NdArray> = {}
  const hook = (name: HookName, value: NdArray): NdArray => {
    hooks[name] = intervene(name, value)
    return hooks[name]
  }
  const embed = hook('hook_embed', rowsOf(weights.W_E, tokenIds))
  const position = hook(
    'hook_pos_embed',
    rowsOf(
      weights.W_pos,
      tokenIds.map((_, i) => i),
    ),
  )
  let x = plus(embed, position)
  weights.blocks.forEach((b, layer) => {
    const at = (site: string) => `blocks.${layer}.${site}`
    x = hook(at('hook_resid_pre'), x)
    const normal1 = layerNorm(x, b.ln1_w, b.ln1_b, spec.layerNormEps)
    const q = plus(matmul(normal1, b.W_Q), b.b_Q)
    const k = plus(matmul(normal1, b.W_K), b.b_K)
    const v = plus(matmul(normal1, b.W_V), b.b_V)
    const z = hook(at('attn.hook_z'), causalAttention(q, k, v, spec.nHeads))
    const attnOut = hook(at('hook_attn_out'), plus(matmul(z, b.W_O), b.b_O))
    x = hook(at('hook_resid_mid'), plus(x, attnOut))
    const normal2 = layerNorm(x, b.ln2_w, b.ln2_b, spec.layerNormEps)
    const pre = hook(at('mlp.hook_pre'), plus(matmul(normal2, b.W_in), b.b_in))
    const post = hook(at('mlp.hook_post'), activate(spec.activation, pre))
    const mlpOut = hook(at('hook_mlp_out'), plus(matmul(post, b.W_out), b.b_out))
    x = hook(at('hook_resid_post'), plus(x, mlpOut))
  })
  const final = hook(
    'ln_final.hook_normalized',
    layerNorm(x, weights.ln_f_w, weights.ln_f_b, spec.layerNormEps),
  )
  return { hooks, logits: matmul(final, weights.W_U) }
}

/** Runs `naiveSequence` on every sequence of a batch; the sequences may differ in length. */
export function naiveForward(
  spec: ModelSpec,
  weights: TransformerWeights,
  tokenIds: readonly (readonly number[])[],
  intervene?: Intervention,
): NaiveForward[] {
  return tokenIds.map((ids) => naiveSequence(spec, weights, ids, intervene))
}
