/**
 * How well a dictionary stands in for its hook point on text neither it nor the model was trained on:
 * cross-entropy with the hook as it is, reconstructed, and zeroed; L0; explained variance; dead features.
 * BOS positions keep their own activations and count for nothing.
 */
import type { DictionarySpec, StandardWeights } from '@/lib/domain/dictionary'
import type { ModelSpec, TransformerWeights } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { decodeGraph, encodeGraph } from '@/lib/onnx/graphs/sae'
import { requiredInputs, transformerGraph } from '@/lib/onnx/graphs/transformer'
import { float32, int64, openSession, type Session, type TensorValue } from '@/lib/runtime/session'
import { throwIfStopped } from './loop'
import { fillBatch, type TokenSet } from './token-set'

const BATCH = 16

export interface DictionaryMetrics {
  /** Content tokens that L0, explained variance and dead features were measured on. */
  readonly heldOutTokens: number
  /** Predicted tokens that the cross-entropies average over. */
  readonly predictedTokens: number
  readonly ceBase: number
  readonly ceSae: number
  /** With the hook's tensor set to 0. */
  readonly ceZero: number
  /** (ceZero − ceSae) / (ceZero − ceBase). */
  readonly ceRecovered: number
  readonly l0: number
  /** 1 − Σ‖x − x̂‖² / Σ‖x − x̄‖² over the whole sample. */
  readonly explainedVariance: number
  /** Share of features that never fired on the held-out tokens. */
  readonly deadFraction: number
  /** Tokens each feature fired on. */
  readonly firings: Float64Array
}

interface Sessions {
  readonly front: Session
  readonly rest: Session
  readonly encode: Session
  readonly decode: Session
}

/** Measures a dictionary on windows of a held-out set. */
export async function evaluateDictionary(
  model: { readonly spec: ModelSpec; readonly weights: TransformerWeights },
  dictionary: { readonly spec: DictionarySpec; readonly weights: StandardWeights },
  set: TokenSet,
  options: {
    readonly threads: number
    /** Windows to measure on; default all. */
    readonly windows?: ArrayLike<number>
    readonly signal?: AbortSignal | undefined
  },
): Promise<DictionaryMetrics> {
  const { spec, weights } = dictionary
  const { hook, dIn } = spec
  const rest = { outputs: ['ce'], provided: { [hook]: 'sequence' as const } }
  const open = (graph: Uint8Array) => openSession(graph, { threads: options.threads })
  const sessions: Sessions = {
    front: await open(transformerGraph(model.spec, model.weights, { outputs: [hook] })),
    rest: await open(transformerGraph(model.spec, model.weights, rest)),
    encode: await open(encodeGraph(weights, { dIn, applyBDecToInput: spec.applyBDecToInput, sparse: false })),
    decode: await open(decodeGraph(weights, { dIn })),
  }
  const needed = new Set(requiredInputs(model.spec, rest))
  const windows = options.windows ?? Array.from(set.starts, (_, i) => i)
  const totals = new Totals(spec.dSae, dIn)
  try {
    for (let first = 0; first < windows.length; first += BATCH) {
      throwIfStopped(options.signal)
      const part = Array.from(
        { length: Math.min(BATCH, windows.length - first) },
        (_, i) => windows[first + i],
      )
      await measure(sessions, model.spec, spec, set, part, needed, totals)
    }
  } finally {
    for (const session of Object.values(sessions) as Session[]) await session.release()
  }
  return totals.metrics()
}

async function measure(
  { front, rest, encode, decode }: Sessions,
  model: ModelSpec,
  spec: DictionarySpec,
  set: TokenSet,
  windows: readonly number[],
  needed: ReadonlySet<string>,
  totals: Totals,
): Promise<void> {
  const { contextSize, hook, dIn } = spec
  const n = windows.length
  const batch = fillBatch(set, windows, n, contextSize, model.bosTokenId, false)
  const ids = int64(batch.ids, [n, contextSize])
  const targets = int64(batch.targets, [n, contextSize])
  const x = floats(hook, (await front.run({ ids }))[hook])
  const rows = [n * contextSize, dIn]
  const acts = floats('acts', (await encode.run({ x: float32(x, rows) })).acts)
  const encoded = float32(acts, [n * contextSize, spec.dSae])
  const xHat = floats('x_hat', (await decode.run({ acts: encoded })).x_hat)
  const replaced = x.slice()
  const zeroed = x.slice()
  for (const [row, window] of windows.entries())
    for (let i = 1; i <= set.lengths[window]; i++) {
      const token = row * contextSize + i
      totals.addToken(x, xHat, acts, token)
      replaced.set(xHat.subarray(token * dIn, (token + 1) * dIn), token * dIn)
      zeroed.fill(0, token * dIn, (token + 1) * dIn)
    }
  const ce = async (values: Float32Array): Promise<Float32Array> => {
    const all: Record<string, TensorValue> = {
      ids,
      targets,
      [hook]: float32(values, [n, contextSize, dIn]),
    }
    const feeds = Object.fromEntries(Object.entries(all).filter(([name]) => needed.has(name)))
    return floats('ce', (await rest.run(feeds)).ce)
  }
  totals.addLosses(batch.targetMask, await ce(x), await ce(replaced), await ce(zeroed))
}

function floats(name: string, value: TensorValue | undefined): Float32Array {
  if (value?.type !== 'float32') throw new SemascopeError('internal', `output "${name}" is not float32`)
  return value.data
}

/** Float64 sums over the sample. */
class Totals {
  private tokens = 0
  private active = 0
  private error = 0
  private squares = 0
  private readonly sums: Float64Array
  private readonly firings: Float64Array
  private predicted = 0
  private readonly ce = [0, 0, 0]

  constructor(
    private readonly dSae: number,
    private readonly dIn: number,
  ) {
    this.sums = new Float64Array(dIn)
    this.firings = new Float64Array(dSae)
  }

  addToken(x: Float32Array, xHat: Float32Array, acts: Float32Array, token: number): void {
    this.tokens++
    for (let i = 0; i < this.dIn; i++) {
      const value = x[token * this.dIn + i]
      this.error += (value - xHat[token * this.dIn + i]) ** 2
      this.squares += value * value
      this.sums[i] += value
    }
    for (let f = 0; f < this.dSae; f++)
      if (acts[token * this.dSae + f] > 0) {
        this.active++
        this.firings[f]++
      }
  }

  addLosses(mask: Float32Array, ...losses: readonly Float32Array[]): void {
    for (let at = 0; at < mask.length; at++)
      if (mask[at]) {
        this.predicted++
        losses.forEach((loss, i) => {
          this.ce[i] += loss[at]
        })
      }
  }

  metrics(): DictionaryMetrics {
    const [ceBase, ceSae, ceZero] = this.ce.map((sum) => sum / this.predicted)
    const variance = this.squares - this.sums.reduce((total, sum) => total + sum * sum, 0) / this.tokens
    return {
      heldOutTokens: this.tokens,
      predictedTokens: this.predicted,
      ceBase,
      ceSae,
      ceZero,
      ceRecovered: (ceZero - ceSae) / (ceZero - ceBase),
      l0: this.active / this.tokens,
      explainedVariance: 1 - this.error / variance,
      deadFraction: this.firings.filter((count) => count === 0).length / this.dSae,
      firings: this.firings,
    }
  }
}
