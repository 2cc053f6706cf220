import type { DictionarySpec, DictionaryWeights } from '@/lib/domain/dictionary'
import { companionHooks, hookWidth, isPositionwise, parseHook } from '@/lib/domain/hook'
import type { ModelSpec, TransformerWeights } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { reconstructGraph } from '@/lib/onnx/graphs/reconstruct'
import { transformerGraph } from '@/lib/onnx/graphs/transformer'
import { FINAL_HOOK, variantLossGraph } from '@/lib/onnx/graphs/variant-loss'
import { float32, int64, openSession, type Session } from '@/lib/runtime/session'
import type { TokenRows } from '../rows'

/** Variants of the hook's tensor, in the order of the graphs' axes. */
export const VARIANTS = ['base', 'zero', 'sae', 'mean'] as const
/** The divergence from base is measured for `zero` and `sae`. */
const DIVERGENCES = 2
/** Most activations and logits in memory at once: 8 MiB and 16 MiB of float32, which also suits caches. */
const ACTIVATIONS = 2 ** 21
const LOGITS = 2 ** 22

export interface EvaluationModel {
  readonly spec: ModelSpec
  readonly weights: TransformerWeights
  /** True if the weights are left in their files; default false. */
  readonly mapped?: boolean
}

export interface EvaluationDictionary {
  readonly spec: DictionarySpec
  readonly weights: DictionaryWeights
  readonly mapped?: boolean
}

/** Losses by variant (`ce`) or by divergence (`kl`), each [rows]. */
interface Losses {
  readonly ce: readonly Float32Array[]
  readonly kl: readonly Float32Array[]
}

export interface EvaluationSessions {
  readonly dIn: number
  /** `ids` → the hook and its companions. */
  readonly front: Session
  /** Returns x̂ for x [rows, d_in], and the number of firings of each feature at rows where `content` is 1. */
  reconstruct(
    x: Float32Array,
    content: Int32Array,
  ): Promise<{ readonly xHat: Float32Array; readonly firings: Float64Array }>
  /** Returns the losses of every row under every variant of the hook; `variants` is [VARIANTS, rows, d_in]. */
  losses(rows: TokenRows, sequences: number, variants: Float32Array, targets: Int32Array): Promise<Losses>
  readonly all: readonly Session[]
}

/** Opens the sessions of an evaluation. Throws `invalid_input` if the dictionary does not fit its hook. */
export async function openSessions(
  model: EvaluationModel,
  dictionary: EvaluationDictionary,
  threads: number,
): Promise<EvaluationSessions> {
  const { spec, weights } = model
  const { hook, dIn, dSae, applyBDecToInput } = dictionary.spec
  const width = hookWidth(parseHook(hook), spec)
  if (width !== dIn)
    throw new SemascopeError('invalid_input', `${hook} is ${width} wide, the dictionary reads ${dIn}`)
  const hooks = [hook, ...companionHooks(hook)]
  const form = isPositionwise(hook, spec.nLayers) ? ('row' as const) : ('sequence' as const)
  const provided = Object.fromEntries(hooks.map((name) => [name, form]))
  const open = (graph: Uint8Array, { mapped = false }: { readonly mapped?: boolean }) =>
    openSession(graph, { threads, packing: !mapped })
  const front = await open(transformerGraph(spec, weights, { outputs: hooks }), model)
  const tail =
    hook === FINAL_HOOK
      ? null
      : await open(transformerGraph(spec, weights, { outputs: [FINAL_HOOK], provided }), model)
  const loss = await open(
    variantLossGraph(spec, weights, { variants: VARIANTS.length, divergences: DIVERGENCES }),
    model,
  )
  const encoder = await open(reconstructGraph(dictionary.weights, { dIn, applyBDecToInput }), dictionary)

  return {
    dIn,
    front,
    async reconstruct(x, content) {
      const xHat = new Float32Array(x.length)
      const firings = new Float64Array(dSae)
      for (const [from, to] of pieces(content.length, ACTIVATIONS / dSae)) {
        const made = await encoder.run({
          x: float32(x.subarray(from * dIn, to * dIn), [to - from, dIn]),
          counted: float32(Float32Array.from(content.subarray(from, to)), [1, to - from]),
        })
        xHat.set(made.x_hat.data as Float32Array, from * dIn)
        const counts = made.firings.data as Float32Array
        for (let f = 0; f < dSae; f++) firings[f] += counts[f]
      }
      return { xHat, firings }
    },
    async losses(rows, sequences, variants, targets) {
      const count = rows.tokenIds.length
      const lead =
        form === 'row' ? [VARIANTS.length * count] : [VARIANTS.length * sequences, count / sequences]
      const final = tail
        ? await tail.run(
            Object.fromEntries(
              hooks.map((name) => {
                const { data, width } = rows.tensors[name]
                return [name, float32(name === hook ? variants : repeated(data), [...lead, width])]
              }),
            ),
          )
        : { [FINAL_HOOK]: { data: variants } }
      return lossesOf(loss, spec, final[FINAL_HOOK].data as Float32Array, targets)
    },
    all: [front, loss, encoder, ...(tail ? [tail] : [])],
  }
}

export async function releaseSessions({ all }: EvaluationSessions): Promise<void> {
  for (const session of all) await session.release()
}

/** Returns the losses from the last hidden state of every variant, [VARIANTS, rows, d_model], some rows at a time. */
async function lossesOf(
  session: Session,
  { dModel, dVocab }: ModelSpec,
  final: Float32Array,
  targets: Int32Array,
): Promise<Losses> {
  const count = targets.length
  const ce = VARIANTS.map(() => new Float32Array(count))
  const kl = Array.from({ length: DIVERGENCES }, () => new Float32Array(count))
  for (const [from, to] of pieces(count, LOGITS / (VARIANTS.length * dVocab))) {
    const n = to - from
    const x = new Float32Array(VARIANTS.length * n * dModel)
    VARIANTS.forEach((_, v) => {
      const start = v * count + from
      x.set(final.subarray(start * dModel, (start + n) * dModel), v * n * dModel)
    })
    const wanted = targets.subarray(from, to).map((id) => Math.max(0, id))
    const answer = await session.run({
      [FINAL_HOOK]: float32(x, [VARIANTS.length, n, dModel]),
      targets: int64(repeated(wanted), [VARIANTS.length, n, 1]),
    })
    ce.forEach((values, v) => {
      values.set((answer.ce.data as Float32Array).subarray(v * n, (v + 1) * n), from)
    })
    kl.forEach((values, v) => {
      values.set((answer.kl.data as Float32Array).subarray(v * n, (v + 1) * n), from)
    })
  }
  return { ce, kl }
}

/** Splits `count` rows into ranges [from, to) of about `size`. */
function pieces(count: number, size: number): [number, number][] {
  const step = Math.max(16, Math.floor(size))
  return Array.from({ length: Math.ceil(count / step) }, (_, i) => [
    i * step,
    Math.min(count, (i + 1) * step),
  ])
}

/** Returns the values repeated once per variant. */
function repeated<T extends Float32Array | Int32Array>(values: T): T {
  const all = new (values.constructor as new (length: number) => T)(VARIANTS.length * values.length)
  for (let v = 0; v < VARIANTS.length; v++) all.set(values, v * values.length)
  return all
}
