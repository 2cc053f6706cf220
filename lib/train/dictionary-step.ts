/**
 * The training step of a dictionary: ONNX Runtime computes the dense product of inputs and encoder, the sparse kernel
 * everything else. The weights live in the kernel.
 */
import type { Tensor } from '@/lib/domain/model'
import { type Encode, sparseStepKernel } from '@/lib/kernels/sparse-step'
import { biasCorrectedRate } from '@/lib/onnx/graphs/adam'
import { encoderProductGraph } from '@/lib/onnx/graphs/encoder-product'
import { float32, openSession } from '@/lib/runtime/session'
import { tailDecaySchedule, warmUp } from '@/lib/training/schedule'
import type { DictionaryTrainingSettings } from './settings'

/** Constants of the kernel's Adam. */
export const DICTIONARY_ADAM = { beta1: 0.9, beta2: 0.999, eps: 1e-8 } as const

interface DictionaryStepResult {
  /** Mean over rows of the summed squared error. */
  readonly mse: number
  /** mse + λ · mean over rows of the summed activations, with this step's λ; λ is 0 for topk. */
  readonly loss: number
  readonly l0: number
  /**
   * Number of rows of the batch on which each feature was active, [d_sae]; the next call of the step overwrites it.
   */
  readonly counts: Float32Array
}

export interface DictionaryStep {
  /** Input [batch, d_in], to be filled before a step. */
  readonly x: Float32Array
  /** Takes a step; if the loss is not finite, the weights stay as they were. */
  step(step: number): Promise<DictionaryStepResult>
  /** Returns the squared error of each row of x under the current weights, [batch]; changes no weight. */
  rowErrors(): Promise<Float32Array>
  /** Returns copies of W_enc [d_in, d_sae], b_enc, W_dec, b_dec and their Adam moments, `<name>.m` and `<name>.v`. */
  tensors(): Record<string, Tensor>
  /** Replaces weights and moments. Throws `invalid_input` for a wrong shape. */
  load(read: (name: string) => Tensor): void
  release(): Promise<void>
}

/** Opens the training step of a dictionary with initial weights; moments start at 0. */
export async function openDictionaryStep(
  dIn: number,
  settings: DictionaryTrainingSettings,
  initial: Readonly<Record<string, Tensor>>,
): Promise<DictionaryStep> {
  const { batch, features, steps, kind } = settings
  const kernel = sparseStepKernel({ dIn, dSae: features, batch, ...(kind === 'topk' && { k: settings.k }) })
  kernel.load((name) => initial[name] ?? zerosLike(initial[name.replace(/\.[mv]$/, '')]))
  const session = await openSession(encoderProductGraph(kernel.width, kernel.features), {
    threads: settings.threads,
  })
  const encode: Encode = async ({ centred, W_enc, pre, rows, width, features }) => {
    const feeds = { x: float32(centred, [rows, width]), W: float32(W_enc, [features, width]) }
    await session.run(feeds, { pre: float32(pre, [rows, features]) })
  }
  const x = new Float32Array(batch * dIn)
  return {
    x,
    async step(step) {
      const rate = settings.learningRate * tailDecaySchedule(step, steps, settings.warmup, settings.tail)
      const lambda = kind === 'topk' ? 0 : settings.lambda * warmUp(step, settings.lambdaWarmup)
      kernel.setInput(x)
      const { mse, l1Norm } = await kernel.gradients(lambda, encode)
      const loss = mse + lambda * l1Norm
      if (Number.isFinite(loss)) kernel.update(biasCorrectedRate(rate, step + 1, DICTIONARY_ADAM))
      const { counts } = kernel
      return { mse, loss, l0: counts.reduce((a, b) => a + b, 0) / batch, counts }
    },
    rowErrors() {
      kernel.setInput(x)
      return kernel.rowErrors(encode)
    },
    tensors: () => kernel.tensors(),
    load: (read) => kernel.load(read),
    release: () => session.release(),
  }
}

function zerosLike({ data, dims }: Tensor): Tensor {
  return { data: new Float32Array(data.length), dims }
}
