import type { DictionarySpec } from '@/lib/domain/dictionary'
import { type HookName, parseHook } from '@/lib/domain/hook'
import type { ModelSpec } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { requireLayer } from './hook-check'

/**
 * Returns the neuron basis as a dictionary: f = max(0, x) at mlp.hook_post, decoder = identity. At other hooks the
 * axes have no meaning of their own, so every other hook throws `unsupported`.
 */
export function neuronDictionary(model: ModelSpec, hook: HookName): DictionarySpec {
  const point = parseHook(hook)
  if (point.site !== 'mlp.hook_post')
    throw new SemascopeError('unsupported', `the neuron basis exists only at mlp.hook_post, not at "${hook}"`)
  requireLayer(hook, model)
  return {
    kind: 'neurons',
    hook,
    dIn: model.dMlp,
    dSae: model.dMlp,
    prependBos: true,
    contextSize: model.nCtx,
    applyBDecToInput: false,
  }
}
