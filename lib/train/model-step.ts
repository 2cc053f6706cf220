import type { ModelSpec } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { biasCorrectedRate } from '@/lib/onnx/graphs/adam'
import {
  accumulateRows,
  trainEmbeddingGraph,
  trainTransformerGraph,
} from '@/lib/onnx/graphs/train-transformer'
import { float32, int64, openSession, type Session, type TensorValue } from '@/lib/runtime/session'
import { batchAt } from '@/lib/training/data-order'
import { cosineSchedule } from '@/lib/training/schedule'
import type { ModelTrainingSettings } from './settings'
import type { TrainState } from './state'
import { fillBatch, type TokenSet } from './token-set'

const MODEL_ADAM = { beta1: 0.9, beta2: 0.98, eps: 1e-8 } as const

export interface ModelStep {
  /** Takes a step on the state, which then holds the new weights. */
  step(step: number): Promise<{ loss: number }>
  release(): Promise<void>
}

/** Opens the training step of a transformer over a token set. */
export async function openModelStep(
  spec: ModelSpec,
  settings: ModelTrainingSettings,
  set: TokenSet,
  state: TrainState,
): Promise<ModelStep> {
  const { batch, threads } = settings
  const dims = [batch, spec.nCtx]
  const main = await openSession(trainTransformerGraph(spec, { batch, seq: spec.nCtx, ...MODEL_ADAM }), {
    threads,
  })
  const table = await openSession(trainEmbeddingGraph(spec, MODEL_ADAM), { threads })
  const gradient = new Float32Array(spec.dVocab * spec.dModel)
  const embedGradient = float32(new Float32Array(batch * spec.nCtx * spec.dModel), [...dims, spec.dModel])
  const loss = float32(new Float32Array(1), [])
  const takes = takesOf(main)
  return {
    async step(step) {
      const windows = batchAt(settings.seed, step, batch, set.starts.length)
      const { ids, targets, targetMask } = fillBatch(set, windows, batch, spec.nCtx, spec.bosTokenId, true)
      const rate =
        settings.learningRate * cosineSchedule(step, settings.steps, settings.warmup, settings.floor)
      const lr = float32(Float32Array.of(biasCorrectedRate(rate, step + 1, MODEL_ADAM)), [])
      const feeds: Record<string, TensorValue> = {
        ...state.feeds(takes.input),
        ids: int64(ids, dims),
        targets: int64(targets, dims),
        weights: float32(targetMask, dims),
        lr,
      }
      await main.run(feeds, { ...state.fetches(takes.output), hook_embed_gradient: embedGradient, loss })
      if (!Number.isFinite(loss.data[0])) return { loss: loss.data[0] }
      gradient.fill(0)
      accumulateRows(gradient, ids, embedGradient.data, spec.dModel)
      const isTable = (name: string) => name === 'W_E' || name.startsWith('W_E.')
      await table.run(
        { ...state.feeds(isTable), gradient: float32(gradient, [spec.dVocab, spec.dModel]), lr },
        state.fetches(isTable),
      )
      state.swap()
      return { loss: loss.data[0] }
    },
    async release() {
      await main.release()
      await table.release()
    },
  }
}

/** Returns which state tensors a session reads and which it replaces. */
function takesOf(session: Session): { input: (name: string) => boolean; output: (name: string) => boolean } {
  const inputs = new Set(session.inputNames)
  const outputs = new Set(session.outputNames)
  if (!outputs.has('loss')) throw new SemascopeError('internal', 'the training graph has no loss')
  return { input: (name) => inputs.has(name), output: (name) => outputs.has(`${name}_next`) }
}
