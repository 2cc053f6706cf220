import { companionHooks, type HookName } from '@/lib/domain/hook'
import { SemascopeError } from '@/lib/errors'
import type { TokenRows } from './rows'

/** Returns the input of the rest of the model: the hook and its companions, as [name, data, width]. */
export function tailTensors(hook: HookName, rows: TokenRows): [HookName, Float32Array, number][] {
  return [hook, ...companionHooks(hook)].map((name) => {
    const tensor = rows.tensors[name]
    if (!tensor) throw new SemascopeError('internal', `the front of the model gave no ${name}`)
    return [name, tensor.data, tensor.width]
  })
}
