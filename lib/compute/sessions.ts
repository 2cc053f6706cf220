import { companionHooks, type HookName } from '@/lib/domain/hook'
import { ablateGraph, toResidualGraph } from '@/lib/onnx/graphs/ablate'
import { directEffectGraph } from '@/lib/onnx/graphs/direct-effect'
import { columnProductsGraph, rowProductsGraph } from '@/lib/onnx/graphs/products'
import { encodeGraph } from '@/lib/onnx/graphs/sae'
import { transformerGraph } from '@/lib/onnx/graphs/transformer'
import { FINAL_HOOK } from '@/lib/onnx/graphs/variant-loss'
import { openSession, type Session } from '@/lib/runtime/session'
import { kept } from './kept'
import type { CachedDictionary, CachedModel } from './loaded'

/**
 * Opens a session once per thread. Weights that are left in their files are not packed: that would copy them. Others take
 * their size again when they are packed.
 */
function cached(
  key: string,
  threads: number,
  graph: () => Uint8Array,
  { mapped = false }: { readonly mapped?: boolean } = {},
): Promise<Session> {
  const full = `session/${key}/${threads}`
  return kept.get(full, () => {
    const model = graph()
    const session = openSession(model, { threads, packing: !mapped })
    session.catch(() => kept.forget(full))
    return {
      value: session,
      bytes: model.length,
      drop: () => void session.then((unused) => unused.release()),
    }
  })
}

/** Opens the model up to a hook: `ids` → the hook and the residual stream that bypasses it. */
export function frontSession(model: CachedModel, hook: HookName, threads: number): Promise<Session> {
  const outputs = [hook, ...companionHooks(hook)]
  return cached(
    `front/${model.ref.hash}/${hook}`,
    threads,
    () => transformerGraph(model.spec, model.weights, { outputs }),
    model,
  )
}

/** Opens the model from a hook to the normalised end of the residual stream, in rows or whole sequences. */
export function finalSession(
  model: CachedModel,
  hook: HookName,
  form: 'row' | 'sequence',
  threads: number,
): Promise<Session> {
  const provided = Object.fromEntries([hook, ...companionHooks(hook)].map((name) => [name, form]))
  return cached(
    `final/${form}/${model.ref.hash}/${hook}`,
    threads,
    () => transformerGraph(model.spec, model.weights, { outputs: [FINAL_HOOK], provided }),
    model,
  )
}

/** Opens the loss: `ln_final.hook_normalized` [n, d_model] and `targets` [n] → `ce` [n]. */
export function lossSession(model: CachedModel, threads: number): Promise<Session> {
  return cached(
    `loss/${model.ref.hash}`,
    threads,
    () => transformerGraph(model.spec, model.weights, { outputs: ['ce'], provided: { [FINAL_HOOK]: 'row' } }),
    model,
  )
}

/** Opens the loss of rows of the residual stream without directions (see ablateGraph). */
export function ablateSession(model: CachedModel, threads: number): Promise<Session> {
  return cached(`ablate/${model.ref.hash}`, threads, () => ablateGraph(model.spec, model.weights), model)
}

/** Opens the way of directions at a hook of the last block to the residual stream. */
export function toResidualSession(model: CachedModel, hook: HookName, threads: number): Promise<Session> {
  return cached(
    `residual/${model.ref.hash}/${hook}`,
    threads,
    () => toResidualGraph(model.spec, model.weights, hook),
    model,
  )
}

/** Opens the head: `ln_final.hook_normalized` [n, d_model] → `logits` [n, d_vocab]. */
export function headSession(model: CachedModel, threads: number): Promise<Session> {
  return cached(
    `head/${model.ref.hash}`,
    threads,
    () =>
      transformerGraph(model.spec, model.weights, {
        outputs: ['logits'],
        provided: { [FINAL_HOOK]: 'row' },
      }),
    model,
  )
}

/** Opens the encoder: `x` [n, d_in] → sparse raw activations. */
export function encodeSession(dictionary: CachedDictionary, threads: number): Promise<Session> {
  const { dIn, applyBDecToInput } = dictionary.spec
  return cached(
    `encode/${dictionary.ref.hash}`,
    threads,
    () => encodeGraph(dictionary.weights, { dIn, applyBDecToInput, sparse: true, indexType: 'int32' }),
    dictionary,
  )
}

/** Opens the direct effect: `directions` [n, d_hook] → `logits` [n, d_vocab]. */
export function directEffectSession(model: CachedModel, hook: HookName, threads: number): Promise<Session> {
  return cached(
    `direct/${model.ref.hash}/${hook}`,
    threads,
    () => directEffectGraph(model.spec, model.weights, hook),
    model,
  )
}

/** Opens the product of rows: `a` [m, width] and `b` [n, width] → `product` [m, n]. */
export function rowProductsSession(width: number, threads: number): Promise<Session> {
  return cached(`rows/${width}`, threads, () => rowProductsGraph(width))
}

/** Opens the product of columns: `a` [n, p] and `b` [n, q] → `product` [p, q]. */
export function columnProductsSession(p: number, q: number, threads: number): Promise<Session> {
  return cached(`columns/${p}/${q}`, threads, () => columnProductsGraph(p, q))
}
