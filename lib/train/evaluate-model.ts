import type { ModelSpec, TransformerWeights } from '@/lib/domain/model'
import { transformerGraph } from '@/lib/onnx/graphs/transformer'
import { int64, openSession } from '@/lib/runtime/session'
import { throwIfStopped } from './loop'
import { fillBatch, type TokenSet } from './token-set'

const BATCH = 32

interface UnitLoss {
  readonly unit: string
  /** Mean cross-entropy in nats. */
  readonly ce: number
  readonly tokens: number
}

export interface ModelMetrics {
  /** Mean cross-entropy in nats over every predicted token. */
  readonly ce: number
  readonly tokens: number
  /** Losses by held-out unit, most tokens first. */
  readonly units: readonly UnitLoss[]
}

/** Returns the cross-entropy of a model on every window of a token set, with float64 sums in window order. */
export async function evaluateModel(
  spec: ModelSpec,
  weights: TransformerWeights,
  set: TokenSet,
  options: { readonly threads: number; readonly signal?: AbortSignal | undefined },
): Promise<ModelMetrics> {
  const session = await openSession(transformerGraph(spec, weights, { outputs: ['ce'] }), options)
  const sums = new Float64Array(set.unitNames.length)
  const counts = new Float64Array(set.unitNames.length)
  try {
    for (let first = 0; first < set.starts.length; first += BATCH) {
      throwIfStopped(options.signal)
      const windows = Array.from({ length: Math.min(BATCH, set.starts.length - first) }, (_, i) => first + i)
      const { ids, targets, targetMask } = fillBatch(set, windows, BATCH, spec.nCtx, spec.bosTokenId, false)
      const dims = [BATCH, spec.nCtx]
      const { ce } = await session.run({ ids: int64(ids, dims), targets: int64(targets, dims) })
      for (const [row, window] of windows.entries())
        for (let at = row * spec.nCtx; at < (row + 1) * spec.nCtx; at++)
          if (targetMask[at]) {
            sums[set.units[window]] += Number(ce.data[at])
            counts[set.units[window]]++
          }
    }
  } finally {
    await session.release()
  }
  const units = set.unitNames.map((unit, i) => ({ unit, ce: sums[i] / counts[i], tokens: counts[i] }))
  const tokens = counts.reduce((a, b) => a + b, 0)
  return {
    ce: sums.reduce((a, b) => a + b, 0) / tokens,
    tokens,
    units: units.filter((unit) => unit.tokens > 0).sort((a, b) => b.tokens - a.tokens),
  }
}
