import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ModelSpec, Tensor, TransformerWeights } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { type Json, writeFileAtomically, writeJson } from '../files'
import { joinColumns, sameNumbers, transpose } from '../matrix'
import { writeSafetensors } from '../safetensors-write'
import { assertShape } from '../tensor-checks'
import { gpt2Config } from './gpt2-config'

export interface Gpt2Extras {
  /** Storage type of the weights; the computation stays float32. Default F32. */
  readonly dtype?: 'F32' | 'F16'
  /** tokenizer.json, as text or as an object. */
  readonly tokenizerJson?: string | Json
  /** tokenizer_config.json. */
  readonly tokenizerConfig?: Json
  /** More keys of config.json; they may not replace the model's own. */
  readonly config?: Json
}

/**
 * Writes a directory that `GPT2LMHeadModel.from_pretrained` and readGpt2Directory read as this model. The weights
 * come last, so that an interrupted write leaves no directory that looks complete. Throws `invalid_input` with the
 * tensor that has a wrong shape or NaN, or for a tied head that differs from W_E.
 */
export function writeGpt2Directory(
  dir: string,
  spec: ModelSpec,
  weights: TransformerWeights,
  extra: Gpt2Extras = {},
): void {
  const tensors = gpt2Tensors(dir, spec, weights)
  mkdirSync(dir, { recursive: true })
  writeJson(join(dir, 'config.json'), { ...extra.config, ...gpt2Config(spec) })
  const tokenizer = extra.tokenizerJson
  if (typeof tokenizer === 'string') writeFileAtomically(join(dir, 'tokenizer.json'), tokenizer)
  else if (tokenizer) writeJson(join(dir, 'tokenizer.json'), tokenizer)
  if (extra.tokenizerConfig) writeJson(join(dir, 'tokenizer_config.json'), extra.tokenizerConfig)
  writeSafetensors(join(dir, 'model.safetensors'), tensors, { dtype: extra.dtype ?? 'F32' })
}

/**
 * Returns the weights under Hugging Face's names and layout. Throws `invalid_input` if a shape differs from the spec.
 */
export function gpt2Tensors(
  label: string,
  spec: ModelSpec,
  weights: TransformerWeights,
): Record<string, Tensor> {
  const { dModel: d, dMlp: m, dVocab: v } = spec
  const checked = (name: string, tensor: Tensor, shape: readonly number[]): Tensor => {
    assertShape(label, name, tensor, shape)
    return tensor
  }
  if (weights.blocks.length !== spec.nLayers)
    throw new SemascopeError(
      'invalid_input',
      `${label}: ${weights.blocks.length} blocks, expected ${spec.nLayers}`,
    )
  const out: Record<string, Tensor> = {
    'transformer.wte.weight': checked('W_E', weights.W_E, [v, d]),
    'transformer.wpe.weight': checked('W_pos', weights.W_pos, [spec.nCtx, d]),
  }
  weights.blocks.forEach((block, layer) => {
    const at = (name: keyof typeof block, shape: readonly number[]) =>
      checked(`blocks.${layer}.${name}`, block[name], shape)
    const to = `transformer.h.${layer}.`
    out[`${to}ln_1.weight`] = at('ln1_w', [d])
    out[`${to}ln_1.bias`] = at('ln1_b', [d])
    out[`${to}attn.c_attn.weight`] = joinColumns([at('W_Q', [d, d]), at('W_K', [d, d]), at('W_V', [d, d])])
    out[`${to}attn.c_attn.bias`] = joinColumns([at('b_Q', [d]), at('b_K', [d]), at('b_V', [d])])
    out[`${to}attn.c_proj.weight`] = at('W_O', [d, d])
    out[`${to}attn.c_proj.bias`] = at('b_O', [d])
    out[`${to}ln_2.weight`] = at('ln2_w', [d])
    out[`${to}ln_2.bias`] = at('ln2_b', [d])
    out[`${to}mlp.c_fc.weight`] = at('W_in', [d, m])
    out[`${to}mlp.c_fc.bias`] = at('b_in', [m])
    out[`${to}mlp.c_proj.weight`] = at('W_out', [m, d])
    out[`${to}mlp.c_proj.bias`] = at('b_out', [d])
  })
  out['transformer.ln_f.weight'] = checked('ln_f_w', weights.ln_f_w, [d])
  out['transformer.ln_f.bias'] = checked('ln_f_b', weights.ln_f_b, [d])
  const head = transpose(checked('W_U', weights.W_U, [d, v]))
  if (!spec.tiedHead) out['lm_head.weight'] = head
  else if (!sameNumbers(head, weights.W_E))
    throw new SemascopeError(
      'invalid_input',
      `${label}: the head is tied, but W_U is not the transpose of W_E`,
    )
  return out
}
