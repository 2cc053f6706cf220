import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Tensor } from '@/lib/domain/model'
import { biasCorrectedRate } from '@/lib/onnx/graphs/adam'
import { saeShapes, trainSaeGraph } from '@/lib/onnx/graphs/train-sae'
import { float32, openSession, type TensorValue } from '@/lib/runtime/session'
import { type NdArray, naiveDecode, naiveEncode } from '@/lib/tensor'
import { DICTIONARY_ADAM, openDictionaryStep } from '@/lib/train/dictionary-step'
import { dictionaryTrainingSettings } from '@/lib/train/settings'
import { normals } from '@/lib/training/random'
import { relativeError } from '../onnx/support'

const LAMBDA = 0.7
const LEARNING_RATE = 0.01
const STEPS = 4

interface Shape {
  readonly dIn: number
  readonly dSae: number
  readonly batch: number
}

/**
 * Returns weights with unit decoder rows and moments as after some steps; `bias` sets how many features are active.
 */
function stateOf({ dIn, dSae }: Shape, seed: number, bias: number): Record<string, Tensor> {
  const state: Record<string, Tensor> = {}
  for (const [name, dims] of saeShapes(dIn, dSae)) {
    const count = dims.reduce((a, b) => a * b, 1)
    const random = (suffix: string, scale: number) => normals(seed, name + suffix, count, scale)
    state[name] = { data: random('', 1 / Math.sqrt(dIn)), dims }
    state[`${name}.m`] = { data: random('.m', 0.01), dims }
    state[`${name}.v`] = { data: random('.v', 0.01).map(Math.abs), dims }
  }
  state.b_enc.data.forEach((_, f) => {
    state.b_enc.data[f] += bias
  })
  for (let f = 0; f < dSae; f++) {
    const row = state.W_dec.data.subarray(f * dIn, (f + 1) * dIn)
    const norm = Math.hypot(...row)
    for (let i = 0; i < dIn; i++) row[i] /= norm
  }
  return state
}

const batchOf = ({ dIn, batch }: Shape, seed: number, step: number) =>
  normals(seed, `x ${step}`, batch * dIn, 1)

function settingsOf({ dSae, batch }: Shape, threads = 1, k?: number) {
  return dictionaryTrainingSettings({
    name: 'd',
    ...(k !== undefined && { kind: 'topk', k }),
    features: dSae,
    batch,
    steps: STEPS,
    learningRate: LEARNING_RATE,
    warmup: 0,
    tail: 0,
    lambda: LAMBDA,
    lambdaWarmup: 0,
    threads,
  })
}

/** Takes the same steps with the dense graph. */
async function denseSteps(shape: Shape, initial: Record<string, Tensor>, seed: number, k?: number) {
  const { dIn, dSae, batch } = shape
  const options = { dIn, dSae, batch, ...(k !== undefined && { k }), ...DICTIONARY_ADAM }
  const session = await openSession(trainSaeGraph(options), { threads: 1 })
  const l1 = float32(Float32Array.of(k === undefined ? LAMBDA : 0), [])
  const names = Object.keys(initial)
  let state: Record<string, TensorValue> = Object.fromEntries(
    names.map((name) => [name, float32(initial[name].data, initial[name].dims)]),
  )
  const steps = []
  for (let step = 0; step < STEPS; step++) {
    const lr = float32(Float32Array.of(biasCorrectedRate(LEARNING_RATE, step + 1, DICTIONARY_ADAM)), [])
    const x = float32(batchOf(shape, seed, step), [batch, dIn])
    const out = await session.run({ ...state, x, lr, l1 })
    state = Object.fromEntries(names.map((name) => [name, out[`${name}_next`]]))
    const data = (name: string) => Float32Array.from(out[name].data, Number)
    const weights = Object.fromEntries(names.map((name) => [name, data(`${name}_next`)]))
    const [mse, l1Norm, rowErrors, counts] = ['mse', 'l1_norm', 'row_error', 'counts'].map(data)
    steps.push({ mse, l1Norm, rowErrors, counts, weights })
  }
  await session.release()
  return steps
}

const SHAPES: readonly Shape[] = [
  { dIn: 24, dSae: 160, batch: 64 },
  { dIn: 22, dSae: 131, batch: 37 },
  { dIn: 3, dSae: 5, batch: 9 },
]
/** Added to b_enc; pre-activations have a standard deviation of about 1.05. */
const SHARES = [
  { share: 0.01, bias: -2.4 },
  { share: 0.1, bias: -1.35 },
  { share: 0.6, bias: 0.3 },
]

/** Takes steps both ways and compares everything after every step; returns the L0 of the first step. */
async function compare(shape: Shape, seed: number, bias: number, k?: number): Promise<number> {
  const initial = stateOf(shape, seed, bias)
  const expected = await denseSteps(shape, initial, seed, k)
  const sparse = await openDictionaryStep(shape.dIn, settingsOf(shape, 1, k), initial)
  let first = 0
  for (let step = 0; step < STEPS; step++) {
    const dense = expected[step]
    sparse.x.set(batchOf(shape, seed, step))
    expect(relativeError(await sparse.rowErrors(), dense.rowErrors), 'row errors').toBeLessThan(1e-4)
    const { mse, loss, l0, counts } = await sparse.step(step)
    if (step === 0) first = l0
    expect([...counts]).toEqual([...dense.counts])
    expect(relativeError([mse], dense.mse)).toBeLessThan(1e-5)
    const price = k === undefined ? LAMBDA * dense.l1Norm[0] : 0
    expect(relativeError([loss - mse], [price])).toBeLessThan(1e-4)
    const tensors = sparse.tensors()
    for (const [name, { dims }] of Object.entries(initial)) {
      expect(tensors[name].dims).toEqual(dims)
      const worst = relativeError(tensors[name].data, dense.weights[name])
      expect(worst, `${name}, step ${step}`).toBeLessThan(1e-4)
    }
  }
  await sparse.release()
  return first
}

describe.each(SHAPES)('the sparse step of $dSae features on $dIn inputs, batch $batch', (shape) => {
  it.each(SHARES)('does what the dense graph does with a share of $share active', async ({ share, bias }) => {
    for (const seed of [1, 2, 3]) {
      const active = (await compare(shape, seed, bias)) / shape.dSae
      if (shape.dSae < 100) continue
      expect(active).toBeGreaterThan(share / 2.5)
      expect(active).toBeLessThan(share * 2.5)
    }
  })

  it.each([1, 3, 5])('does what the dense graph does with the %d largest active', async (k) => {
    for (const seed of [1, 2]) expect(await compare(shape, seed, 0, k)).toBeLessThanOrEqual(k)
    if (shape.dSae > 100) {
      expect(await compare(shape, 3, 0, k)).toBe(k)
      // So few are positive that most rows have fewer than k of them.
      expect(await compare(shape, 3, -2.6, k)).toBeLessThan(k)
      expect(await compare(shape, 3, 0.3, 100)).toBeGreaterThan(60)
    }
  })
})

describe('gradients of the sparse step', () => {
  const shape = { dIn: 6, dSae: 20, batch: 5 }
  const { dIn, dSae, batch } = shape

  it.each([undefined, 3])('equal the float64 differences of the loss, k %s', async (k) => {
    const state = stateOf(shape, 4, -0.3)
    for (const name of Object.keys(state)) if (/[.][mv]$/.test(name)) state[name].data.fill(0)
    const rows = batchOf(shape, 4, 0)
    const loss = (moved: Record<string, NdArray>): number => {
      const { W_enc, b_enc, W_dec, b_dec } = moved as Record<string, Tensor> // computed in float64
      const weights = { kind: 'standard', W_enc, b_enc, W_dec, b_dec } as const
      const learned = k === undefined ? weights : ({ ...weights, kind: 'topk', k } as const)
      const acts = naiveEncode(learned, { data: rows, dims: [batch, dIn] }, true)
      const xHat = naiveDecode(learned, acts)
      const error = Array.from(xHat.data, (value, i) => (value - rows[i]) ** 2)
      const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0)
      return (sum(error) + (k === undefined ? LAMBDA * sum(acts.data) : 0)) / batch
    }
    const step = await openDictionaryStep(dIn, settingsOf(shape, 1, k), state)
    step.x.set(rows)
    const taken = await step.step(0)
    expect(relativeError([taken.loss], [loss(state)])).toBeLessThan(1e-5)
    const after = step.tensors()
    await step.release()
    for (const [name, dims] of saeShapes(dIn, dSae)) {
      const gradient = Float64Array.from(state[name].data, (_, i) => {
        const at = (delta: number) => {
          const data = Float64Array.from(state[name].data)
          data[i] += delta
          return loss({ ...state, [name]: { data, dims } })
        }
        return (at(1e-6) - at(-1e-6)) / 2e-6
      })
      if (name === 'W_dec') removeParallel(gradient, state.W_dec.data, dIn)
      const first = after[`${name}.m`].data.map((value) => value / (1 - DICTIONARY_ADAM.beta1))
      expect(relativeError(first, gradient), name).toBeLessThan(1e-4)
    }
  })

  it('go to the first of equal pre-activations', async () => {
    const state = stateOf(shape, 4, 0)
    state.W_enc.data.fill(0)
    state.b_enc.data.fill(0.5)
    const step = await openDictionaryStep(dIn, settingsOf(shape, 1, 3), state)
    step.x.set(batchOf(shape, 4, 0))
    const { counts } = await step.step(0)
    expect([...counts]).toEqual([batch, batch, batch, ...new Array(dSae - 3).fill(0)])
    await step.release()
  })
})

function removeParallel(gradient: Float64Array, unit: Float32Array, width: number): void {
  for (let at = 0; at < gradient.length; at += width) {
    let along = 0
    for (let i = at; i < at + width; i++) along += gradient[i] * unit[i]
    for (let i = at; i < at + width; i++) gradient[i] -= along * unit[i]
  }
}

/** Returns a hash of every bit of a state. */
function bits(tensors: Record<string, Tensor>): string {
  const hash = createHash('sha256')
  for (const [name, { data, dims }] of Object.entries(tensors))
    hash.update(`${name} ${dims}`).update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  return hash.digest('hex')
}

describe('the sparse step', () => {
  const shape = { dIn: 64, dSae: 512, batch: 200 }

  async function train(threads: number, bias: number) {
    const step = await openDictionaryStep(shape.dIn, settingsOf(shape, threads), stateOf(shape, 5, bias))
    const losses: number[] = []
    for (let at = 0; at < STEPS; at++) {
      step.x.set(batchOf(shape, 5, at))
      losses.push((await step.step(at)).loss)
    }
    await step.release()
    return { losses, weights: bits(step.tensors()) }
  }

  it.each([-1.5, 0.3])('gives the same bits again, at 1 and 2 threads, bias %f', async (bias) => {
    const once = await train(1, bias)
    expect(await train(1, bias)).toEqual(once)
    expect(await train(2, bias)).toEqual(once)
  })

  it('continues from loaded tensors bit for bit', async () => {
    const straight = await train(1, -1)
    const settings = settingsOf(shape)
    const first = await openDictionaryStep(shape.dIn, settings, stateOf(shape, 5, -1))
    for (const at of [0, 1]) {
      first.x.set(batchOf(shape, 5, at))
      await first.step(at)
    }
    const saved = first.tensors()
    const second = await openDictionaryStep(shape.dIn, settings, stateOf(shape, 9, 0))
    second.load((name) => saved[name])
    for (const at of [2, 3]) {
      second.x.set(batchOf(shape, 5, at))
      await second.step(at)
    }
    expect(bits(second.tensors())).toBe(straight.weights)
    await first.release()
    await second.release()
  })

  it.each(['x', 'b_enc', 'W_enc', 'W_dec', 'b_dec'])(
    'keeps its weights when %s is not finite',
    async (where) => {
      for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
        const state = stateOf(shape, 5, -1)
        if (where !== 'x') state[where].data[7] = bad
        const step = await openDictionaryStep(shape.dIn, settingsOf(shape), state)
        step.x.set(batchOf(shape, 5, 0))
        if (where === 'x') step.x[7] = bad
        const before = bits(step.tensors())
        expect(Number.isFinite((await step.step(0)).loss)).toBe(false)
        expect(bits(step.tensors())).toBe(before)
        await step.release()
      }
    },
  )

  it('refuses sizes that need more than four gigabytes', async () => {
    const settings = settingsOf({ dIn: 4096, dSae: 1_000_000, batch: 64 })
    await expect(openDictionaryStep(4096, settings, {})).rejects.toThrow(
      'training 1000000 features on 4096 inputs with batches of 64 needs 122',
    )
  })
})
