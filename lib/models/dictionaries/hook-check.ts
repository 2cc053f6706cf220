import { type HookName, hookWidth, parseHook } from '@/lib/domain/hook'
import type { ModelSpec } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'

/** Throws `invalid_input` if the hook is in a layer that the model does not have. */
export function requireLayer(hook: HookName, model: ModelSpec): void {
  const { layer } = parseHook(hook)
  if (layer !== null && layer >= model.nLayers)
    throw new SemascopeError(
      'invalid_input',
      `hook "${hook}" is in layer ${layer}, the model has ${model.nLayers} ${model.nLayers === 1 ? 'layer' : 'layers'} (from 0)`,
    )
}

/** Throws `invalid_input` if the width of a dictionary's input differs from that of the model's hook. */
export function requireHookWidth(file: string, hook: HookName, dIn: number, model: ModelSpec): void {
  requireLayer(hook, model)
  const width = hookWidth(parseHook(hook), model)
  if (dIn !== width)
    throw new SemascopeError(
      'invalid_input',
      `${file}: d_in is ${dIn}, but "${hook}" of this model is ${width} wide; the dictionary belongs to another model`,
    )
}
