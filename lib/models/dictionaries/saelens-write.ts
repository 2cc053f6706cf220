import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { LearnedSpec, LearnedWeights } from '@/lib/domain/dictionary'
import { parseHook } from '@/lib/domain/hook'
import { SemascopeError } from '@/lib/errors'
import { type Json, writeJson } from '../files'
import { writeSafetensors } from '../safetensors-write'
import { assertShape } from '../tensor-checks'

export interface DictionaryExtras {
  /** `metadata.model_name`: the name of the model's directory. */
  readonly modelName: string
  /** Storage type of the weights; the computation stays float32. Default F32. */
  readonly dtype?: 'F32' | 'F16'
  /** More keys of `metadata`; they may not replace the dictionary's own. */
  readonly metadata?: Json
}

/** The oldest SAELens with this layout; loaders choose the layout by this version. */
const SAE_LENS_VERSION = '6.0.0'

/**
 * Writes a directory that SAELens' `SAE.load_from_disk` and loadDictionaryDirectory read as this dictionary; the
 * weights come last. Throws `invalid_input` with the tensor that has a wrong shape or NaN.
 */
export function writeDictionary(
  dir: string,
  spec: LearnedSpec,
  weights: LearnedWeights,
  extra: DictionaryExtras,
): void {
  if (spec.kind !== weights.kind || (spec.kind === 'topk' && weights.kind === 'topk' && spec.k !== weights.k))
    throw new SemascopeError('invalid_input', `${dir}: spec and weights are of different kinds or k`)
  if (parseHook(spec.hook).site === 'attn.hook_z')
    throw new SemascopeError('unsupported', `${dir}: SAELens reshapes "${spec.hook}", which is not written`)
  const { W_enc, b_enc, W_dec, b_dec } = weights
  assertShape(dir, 'W_enc', W_enc, [spec.dIn, spec.dSae])
  assertShape(dir, 'b_enc', b_enc, [spec.dSae])
  assertShape(dir, 'W_dec', W_dec, [spec.dSae, spec.dIn])
  assertShape(dir, 'b_dec', b_dec, [spec.dIn])
  mkdirSync(dir, { recursive: true })
  writeJson(join(dir, 'cfg.json'), saeLensConfig(spec, extra))
  const path = join(dir, 'sae_weights.safetensors')
  writeSafetensors(path, { W_enc, b_enc, W_dec, b_dec }, { dtype: extra.dtype ?? 'F32' })
}

function saeLensConfig(spec: LearnedSpec, extra: DictionaryExtras): Json {
  return {
    architecture: spec.kind,
    // Decoder rows have any length: choosing the largest by their length too would be another function.
    ...(spec.kind === 'topk' && { k: spec.k, rescale_acts_by_decoder_norm: false }),
    d_in: spec.dIn,
    d_sae: spec.dSae,
    // The type to compute in, whatever the weights are stored in.
    dtype: 'float32',
    device: 'cpu',
    apply_b_dec_to_input: spec.applyBDecToInput,
    normalize_activations: 'none',
    reshape_activations: 'none',
    metadata: {
      ...extra.metadata,
      model_name: extra.modelName,
      hook_name: spec.hook,
      hook_head_index: null,
      context_size: spec.contextSize,
      prepend_bos: spec.prependBos,
      sae_lens_version: SAE_LENS_VERSION,
    },
  }
}
