import { SemascopeError } from '@/lib/errors'
import { biasCorrectedRate } from '@/lib/onnx/graphs/adam'
import { trainSaeGraph } from '@/lib/onnx/graphs/train-sae'
import { float32, openSession } from '@/lib/runtime/session'
import { tailDecaySchedule, warmUp } from '@/lib/training/schedule'
import type { DictionaryTrainingSettings } from './settings'
import type { TrainState } from './state'

export const DICTIONARY_ADAM = { beta1: 0.9, beta2: 0.999, eps: 1e-8 } as const

export interface DictionaryStepResult {
  /** Mean over rows of the summed squared error. */
  readonly mse: number
  /** mse + λ · mean over rows of the summed activations, with this step's λ. */
  readonly loss: number
  readonly l0: number
  /** Rows of the batch that each feature was active on, [d_sae]; overwritten by the next step. */
  readonly counts: Float32Array
}

export interface DictionaryStep {
  /** [batch, d_in], to be filled before a step. */
  readonly x: Float32Array
  /** Does a step on the state, which afterwards holds the new weights. */
  step(step: number): Promise<DictionaryStepResult>
  /** Squared error of each row of x under the present weights, [batch]; changes nothing. */
  rowErrors(): Promise<Float32Array>
  release(): Promise<void>
}

/** Opens the training step of a dictionary of `dIn` inputs. */
export async function openDictionaryStep(
  dIn: number,
  settings: DictionaryTrainingSettings,
  state: TrainState,
): Promise<DictionaryStep> {
  const { batch, features, steps } = settings
  const graph = trainSaeGraph({ dIn, dSae: features, batch, ...DICTIONARY_ADAM })
  const session = await openSession(graph, { threads: settings.threads })
  const x = float32(new Float32Array(batch * dIn), [batch, dIn])
  const mse = float32(new Float32Array(1), [])
  const l1Norm = float32(new Float32Array(1), [])
  const counts = float32(new Float32Array(features), [features])
  const scalar = (value: number) => float32(Float32Array.of(value), [])
  return {
    x: x.data,
    async step(step) {
      const rate = settings.learningRate * tailDecaySchedule(step, steps, settings.warmup, settings.tail)
      const lambda = settings.lambda * warmUp(step, settings.lambdaWarmup)
      const lr = scalar(biasCorrectedRate(rate, step + 1, DICTIONARY_ADAM))
      const feeds = { ...state.feeds(), x, lr, l1: scalar(lambda) }
      await session.run(feeds, { ...state.fetches(), mse, l1_norm: l1Norm, counts })
      const loss = mse.data[0] + lambda * l1Norm.data[0]
      if (Number.isFinite(loss)) state.swap()
      return {
        mse: mse.data[0],
        loss,
        l0: counts.data.reduce((a, b) => a + b, 0) / batch,
        counts: counts.data,
      }
    },
    async rowErrors() {
      const result = await session.run({ ...state.feeds(), x, lr: scalar(0), l1: scalar(0) }, ['row_error'])
      const { data } = result.row_error
      if (!(data instanceof Float32Array)) throw new SemascopeError('internal', 'row_error is not float32')
      return data
    },
    release: () => session.release(),
  }
}
