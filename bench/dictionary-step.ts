/**
 * Compares the sparse training step of a dictionary with the dense graph of the same step, and with the one matrix
 * product that both share, in turns in one process, on random rows that activate about 25 features each.
 */
import type { Tensor } from '@/lib/domain/model'
import { saeShapes, trainSaeGraph } from '@/lib/onnx/graphs/train-sae'
import { float32, openSession, type TensorValue } from '@/lib/runtime/session'
import { initialDictionary } from '@/lib/train/dictionary-init'
import { DICTIONARY_ADAM, openDictionaryStep } from '@/lib/train/dictionary-step'
import { dictionaryTrainingSettings } from '@/lib/train/settings'
import { normals } from '@/lib/training/random'
import { inTurn, type Ratio, ratio, type Took, timed } from './in-turn'
import { openProducts } from './products'
import { type Spread, spread } from './statistics'

const THREADS = 2
const BATCH = 2048
const D_IN = 512
/** Number of features, with the normal quantile that leaves 25 of them above it. */
const SIZES = [
  { features: 4096, quantile: 2.508 },
  { features: 8192, quantile: 2.743 },
] as const
/** A learning rate so small that the weights, and so the active features, do not change. */
const STANDING_STILL = 1e-9

export interface DictionaryStepBench {
  readonly features: number
  readonly l0: number
  /** Milliseconds of processor time per step. */
  readonly dense: Spread
  readonly sparse: Spread
  readonly encoderProduct: Spread
  /** Time of the dense step divided by the time of the sparse step. */
  readonly faster: Ratio
}

export async function benchDictionaryStep(rounds: number): Promise<DictionaryStepBench[]> {
  const results: DictionaryStepBench[] = []
  for (const { features, quantile } of SIZES) results.push(await benchSize(features, quantile, rounds))
  return results
}

async function benchSize(features: number, quantile: number, rounds: number): Promise<DictionaryStepBench> {
  const initial = initialDictionary(D_IN, features, new Float32Array(D_IN), 1, 'topk')
  initial.b_enc.data.fill(-quantile) // of pre-activations that are N(0, 1)
  const rows = normals(3, 'bench', BATCH * D_IN, 1)
  const settings = dictionaryTrainingSettings({
    ...{ name: 'bench', features, batch: BATCH, threads: THREADS },
    ...{ learningRate: STANDING_STILL, warmup: 0, lambdaWarmup: 0 },
  })
  const sparse = await openDictionaryStep(D_IN, settings, initial)
  sparse.x.set(rows)
  const dense = await openDense(features, initial, rows)
  const product = await openProducts(
    [{ a: 'x', b: 'W_enc', m: BATCH, k: D_IN, n: features, transB: true }],
    THREADS,
  )
  let l0 = 0
  try {
    const contestants = [
      () => timed(2, dense.run),
      () =>
        timed(2, async () => {
          l0 = (await sparse.step(0)).l0
        }),
      () => timed(2, product.run),
    ]
    await inTurn(1, contestants)
    const [ofDense, ofSparse, ofProduct] = await inTurn(rounds, contestants)
    const milliseconds = (took: readonly Took[]) => spread(took.map(({ cpu }) => (cpu * 1000) / 2))
    return {
      features,
      l0,
      dense: milliseconds(ofDense),
      sparse: milliseconds(ofSparse),
      encoderProduct: milliseconds(ofProduct),
      faster: ratio(ofDense, ofSparse),
    }
  } finally {
    await Promise.all([sparse.release(), dense.release(), product.release()])
  }
}

async function openDense(features: number, initial: Readonly<Record<string, Tensor>>, rows: Float32Array) {
  const session = await openSession(
    trainSaeGraph({ dIn: D_IN, dSae: features, batch: BATCH, ...DICTIONARY_ADAM }),
    { threads: THREADS },
  )
  const scalar = (value: number) => float32(Float32Array.of(value), [])
  const feeds: Record<string, TensorValue> = {
    x: float32(rows, [BATCH, D_IN]),
    lr: scalar(STANDING_STILL),
    l1: scalar(3),
  }
  const fetches: Record<string, TensorValue> = {
    mse: scalar(0),
    l1_norm: scalar(0),
    counts: float32(new Float32Array(features), [features]),
  }
  for (const [name, dims] of saeShapes(D_IN, features)) {
    const zeros = () => float32(new Float32Array(initial[name].data.length), dims)
    Object.assign(feeds, {
      [name]: float32(initial[name].data, dims),
      [`${name}.m`]: zeros(),
      [`${name}.v`]: zeros(),
    })
    for (const tensor of [name, `${name}.m`, `${name}.v`]) fetches[`${tensor}_next`] = zeros()
  }
  return {
    run: async () => {
      await session.run(feeds, fetches)
    },
    release: () => session.release(),
  }
}
