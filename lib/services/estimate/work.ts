/** How many floating-point operations the parts of a model and its dictionaries take: two for each multiply-add. Pure. */
import type { DictionarySpec } from '@/lib/domain/dictionary'
import { type BlockHook, type HookName, parseHook } from '@/lib/domain/hook'
import type { ModelSpec } from '@/lib/domain/model'

/** Share of a block that has run when a hook is reached: whether attention and both halves of the MLP have. */
const REACHED: Readonly<Record<BlockHook, { attention: number; mlp: number }>> = {
  hook_resid_pre: { attention: 0, mlp: 0 },
  'attn.hook_z': { attention: 1, mlp: 0 },
  hook_attn_out: { attention: 1, mlp: 0 },
  hook_resid_mid: { attention: 1, mlp: 0 },
  'mlp.hook_pre': { attention: 1, mlp: 0.5 },
  'mlp.hook_post': { attention: 1, mlp: 0.5 },
  hook_mlp_out: { attention: 1, mlp: 1 },
  hook_resid_post: { attention: 1, mlp: 1 },
}

/** Operations of one token in the attention and in the MLP of a block; attention sees all of the context. */
function blockWork({ dModel, dMlp }: ModelSpec, context: number) {
  return { attention: 2 * (4 * dModel ** 2 + 2 * context * dModel), mlp: 2 * 2 * dModel * dMlp }
}

/** Returns the operations of one token up to a hook. */
export function frontWork(spec: ModelSpec, hook: HookName, context: number): number {
  const { attention, mlp } = blockWork(spec, context)
  const point = parseHook(hook)
  if (point.layer === null)
    return point.site === 'ln_final.hook_normalized' ? spec.nLayers * (attention + mlp) : 0
  const reached = REACHED[point.site]
  return point.layer * (attention + mlp) + reached.attention * attention + reached.mlp * mlp
}

/** Returns the operations of one token from a hook to the logits. */
export function tailWork(spec: ModelSpec, hook: HookName, context: number): number {
  const { attention, mlp } = blockWork(spec, context)
  return spec.nLayers * (attention + mlp) - frontWork(spec, hook, context) + logitWork(spec)
}

/** Returns the operations of one token's logits. */
export function logitWork({ dModel, dVocab }: ModelSpec): number {
  return 2 * dModel * dVocab
}

/** Returns the operations that encode one token; the neuron basis takes none. */
export function encodeWork({ kind, dIn, dSae }: DictionarySpec): number {
  return kind === 'neurons' ? 0 : 2 * dIn * dSae
}

/** Returns the bytes of a model's weights in single precision. */
export function modelBytes({ nLayers, dModel, dMlp, dVocab, nCtx, tiedHead }: ModelSpec): number {
  const block = 4 * dModel ** 2 + 2 * dModel * dMlp + 9 * dModel + dMlp
  const embeddings = (tiedHead ? 1 : 2) * dVocab * dModel + nCtx * dModel
  return 4 * (nLayers * block + embeddings + 2 * dModel)
}

/** Returns the bytes of a dictionary's weights in single precision. */
export function dictionaryBytes({ kind, dIn, dSae }: DictionarySpec): number {
  return kind === 'neurons' ? 0 : 4 * (2 * dIn * dSae + dIn + dSae)
}
