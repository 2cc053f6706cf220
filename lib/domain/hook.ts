import { SemascopeError } from '@/lib/errors'

/**
 * Hook points, named as TransformerLens names them. `mlp.hook_post` is the activation after the
 * non-linearity, `attn.hook_z` the attention heads' outputs concatenated before W_O.
 */
export const BLOCK_HOOKS = [
  'hook_resid_pre',
  'attn.hook_z',
  'hook_attn_out',
  'hook_resid_mid',
  'mlp.hook_pre',
  'mlp.hook_post',
  'hook_mlp_out',
  'hook_resid_post',
] as const

export type BlockHook = (typeof BLOCK_HOOKS)[number]

/** `hook_embed`, `hook_pos_embed`, `ln_final.hook_normalized` or `blocks.<layer>.<BlockHook>`. */
export type HookName = string

export type HookPoint =
  | { readonly layer: number; readonly site: BlockHook }
  | { readonly layer: null; readonly site: 'hook_embed' | 'hook_pos_embed' | 'ln_final.hook_normalized' }

/** Parses a hook name. Throws `unsupported` with the hook's name if the name is not known. */
export function parseHook(name: HookName): HookPoint {
  if (name === 'hook_embed' || name === 'hook_pos_embed' || name === 'ln_final.hook_normalized')
    return { layer: null, site: name }
  const match = /^blocks\.(\d+)\.(.+)$/.exec(name)
  const site = BLOCK_HOOKS.find((hook) => hook === match?.[2])
  if (!match || !site) throw new SemascopeError('unsupported', `unknown hook point "${name}"`)
  return { layer: Number(match[1]), site }
}

/** Returns the width of a hook's tensor in elements per token. */
export function hookWidth(hook: HookPoint, spec: { dModel: number; dMlp: number }): number {
  return hook.site === 'mlp.hook_pre' || hook.site === 'mlp.hook_post' ? spec.dMlp : spec.dModel
}

/** Returns the hooks that the rest of the model needs besides this one: the residual stream the hook is added to. */
export function companionHooks(hook: HookName): HookName[] {
  const { layer, site } = parseHook(hook)
  switch (site) {
    case 'attn.hook_z':
    case 'hook_attn_out':
      return [`blocks.${layer}.hook_resid_pre`]
    case 'mlp.hook_pre':
    case 'mlp.hook_post':
    case 'hook_mlp_out':
      return [`blocks.${layer}.hook_resid_mid`]
    case 'hook_resid_pre':
    case 'hook_resid_mid':
    case 'hook_resid_post':
    case 'ln_final.hook_normalized':
      return []
    case 'hook_embed':
      return ['hook_pos_embed']
    case 'hook_pos_embed':
      return ['hook_embed']
    default:
      return site satisfies never
  }
}

/** Returns true if no attention follows the hook, so that a position affects only its own prediction. */
export function isPositionwise(hook: HookName, nLayers: number): boolean {
  const { layer, site } = parseHook(hook)
  if (site === 'ln_final.hook_normalized') return true
  return layer === nLayers - 1 && site !== 'hook_resid_pre'
}

/**
 * Returns true if what changes at the hook changes the end of the residual stream by as much, after a linear map at most: at
 * the output of the last MLP, behind its non-linearity.
 */
export function isLinearToEnd(hook: HookName, nLayers: number): boolean {
  const { layer, site } = parseHook(hook)
  return (
    layer === nLayers - 1 &&
    (site === 'mlp.hook_post' || site === 'hook_mlp_out' || site === 'hook_resid_post')
  )
}

/** Returns true if directions at the hook reach the logits without passing a non-linearity. */
export function hasDirectEffect(hook: HookName): boolean {
  const { site } = parseHook(hook)
  return site !== 'mlp.hook_pre' && site !== 'ln_final.hook_normalized'
}

/** Returns true if the axes of the hook are neurons, which holds only after the MLP's non-linearity. */
export function isNeuronBasis(hook: HookName): boolean {
  return parseHook(hook).site === 'mlp.hook_post'
}
