import { describe, expect, it } from 'vitest'
import type { ModelSpec, Tensor, TransformerWeights } from '@/lib/domain/model'
import { biasCorrectedRate, stateNames } from '@/lib/onnx/graphs/adam'
import { assembleWeights, parameterShapes, parameterTensor } from '@/lib/onnx/graphs/parameters'
import {
  accumulateRows,
  trainEmbeddingGraph,
  trainTransformerGraph,
} from '@/lib/onnx/graphs/train-transformer'
import { float32, int64, openSession, type TensorValue } from '@/lib/runtime/session'
import { crossEntropy, naiveForward } from '@/lib/tensor'
import { normal, randomWeights, relativeError, runModel, tinySpec } from './support'

const TOKENS = [
  [3, 1, 4, 1, 5],
  [2, 6, 5, 3, 5],
]
const TARGETS = [
  [1, 4, 1, 5, 6],
  [6, 5, 3, 0, 0],
]
const COUNTED = [1, 1, 1, 1, 1, 1, 1, 1, 0, 0]
const ADAM = { beta1: 0.9, beta2: 0.98, eps: 1e-8 }
const LR = biasCorrectedRate(0.01, 1, ADAM)

function naiveLoss(spec: ModelSpec, weights: TransformerWeights): number {
  const losses = naiveForward(spec, weights, TOKENS).flatMap((sequence, i) => [
    ...crossEntropy(sequence.logits, TARGETS[i]).data,
  ])
  return losses.reduce((sum, loss, i) => sum + loss * COUNTED[i], 0) / 8
}

/** Returns the gradient of one parameter by central differences in float64. */
function naiveGradient(spec: ModelSpec, weights: TransformerWeights, name: string): Float64Array {
  const { data, dims } = parameterTensor(weights, name)
  return Float64Array.from(data, (_, j) => {
    const at = (delta: number) => {
      const moved = Float64Array.from(data)
      moved[j] += delta
      // The oracle computes in float64; only the type of the weights says float32.
      const tensor = { data: moved, dims } as unknown as Tensor
      const replaced = assembleWeights(spec, (other) =>
        other === name ? tensor : parameterTensor(weights, other),
      )
      return naiveLoss(
        spec,
        spec.tiedHead && name === 'W_E' ? { ...replaced, W_U: turned(tensor) } : replaced,
      )
    }
    return (at(1e-5) - at(-1e-5)) / 2e-5
  })
}

function turned({ data, dims: [rows, columns] }: Tensor): Tensor {
  const out = new Float64Array(data.length)
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[c * rows + r] = data[r * columns + c]
  return { data: out, dims: [columns, rows] } as unknown as Tensor
}

function initialState(spec: ModelSpec, weights: TransformerWeights, seed: number) {
  const model: Record<string, TensorValue> = {}
  const table: Record<string, TensorValue> = {}
  let next = seed
  for (const [name, dims] of parameterShapes(spec)) {
    const names = stateNames(name)
    const moments = {
      [names.m]: float32(normal(next++, dims, 0.01).data, dims),
      [names.v]: float32(normal(next++, dims, 0.01).data.map(Math.abs), dims),
    }
    Object.assign(name === 'W_E' ? table : model, moments)
    model[name] = float32(parameterTensor(weights, name).data, dims)
    if (name === 'W_E') table[name] = model[name]
  }
  return { model, table }
}

describe.each([false, true])('a training step, tied head %s', (tiedHead) => {
  it.each(['relu', 'gelu_new'] as const)('equals Adam on float64 differences, %s', async (activation) => {
    const spec = tinySpec({ dModel: 4, dMlp: 5, dVocab: 7, nCtx: 6, activation, tiedHead })
    const weights = randomWeights(spec, 31)
    const { model, table } = initialState(spec, weights, 400)
    const lr = float32(Float32Array.of(LR), [])
    const out = await runModel(trainTransformerGraph(spec, { batch: 2, seq: 5, ...ADAM }), {
      ...model,
      ids: int64(TOKENS.flat(), [2, 5]),
      targets: int64(TARGETS.flat(), [2, 5]),
      weights: float32(Float32Array.from(COUNTED), [2, 5]),
      lr,
    })
    expect(relativeError(out.loss.data, [naiveLoss(spec, weights)])).toBeLessThan(1e-5)

    const gradient = tiedHead ? Float32Array.from(out.W_E_gradient.data, Number) : new Float32Array(7 * 4)
    accumulateRows(gradient, TOKENS.flat(), Float32Array.from(out.hook_embed_gradient.data, Number), 4)
    const embedding = await runModel(trainEmbeddingGraph(spec, ADAM), {
      ...table,
      gradient: float32(gradient, [7, 4]),
      lr,
    })

    for (const name of parameterShapes(spec).keys()) {
      const state: Record<string, TensorValue> = { ...model, ...table }
      const after = name === 'W_E' ? embedding : out
      const names = stateNames(name)
      const g = naiveGradient(spec, weights, name)
      const m = g.map((value, i) => ADAM.beta1 * Number(state[names.m].data[i]) + (1 - ADAM.beta1) * value)
      const v = g.map(
        (value, i) => ADAM.beta2 * Number(state[names.v].data[i]) + (1 - ADAM.beta2) * value ** 2,
      )
      const step = m.map((value, i) => (-LR * value) / (Math.sqrt(v[i]) + ADAM.eps))
      const taken = step.map((_, i) => Number(after[names.valueNext].data[i]) - Number(state[name].data[i]))
      expect(relativeError(after[names.mNext].data, m), names.mNext).toBeLessThan(1e-3)
      expect(relativeError(after[names.vNext].data, v), names.vNext).toBeLessThan(1e-3)
      expect(relativeError(taken, step), name).toBeLessThan(1e-3)
    }
  })
})

it('learns a sequence by heart with swapped, preallocated states; same bytes at 1 and 2 threads', async () => {
  const spec = tinySpec({ dModel: 32, dMlp: 64, dVocab: 50, nCtx: 16, nLayers: 2 })
  const tokens = Array.from({ length: 4 * 17 }, (_, i) => (i * i * 7 + (i % 5)) % 50)
  const column = (offset: number) =>
    Array.from({ length: 4 }, (_, b) => tokens.slice(b * 17 + offset, b * 17 + offset + 16)).flat()
  const train = async (threads: number) => {
    const step = await openSession(trainTransformerGraph(spec, { batch: 4, seq: 16, ...ADAM }), { threads })
    const embed = await openSession(trainEmbeddingGraph(spec, ADAM), { threads })
    const blank = () => {
      const state = initialState(spec, randomWeights(spec, 8, 0.1), 1)
      for (const values of [state.model, state.table])
        for (const [name, value] of Object.entries(values))
          if (/\.[mv]$/.test(name)) value.data.fill(0 as never)
      return state
    }
    let [now, next] = [blank(), blank()]
    const rows = new Float32Array(64 * 32)
    const gradient = new Float32Array(50 * 32)
    const into = (values: Record<string, TensorValue>, skip: (name: string) => boolean) =>
      Object.fromEntries(
        Object.entries(values).flatMap(([name, value]) => (skip(name) ? [] : [[`${name}_next`, value]])),
      )
    let loss = Number.NaN
    for (let i = 1; i <= 60; i++) {
      const lr = float32(Float32Array.of(biasCorrectedRate(0.01, i, ADAM)), [])
      const out = await step.run(
        {
          ...now.model,
          W_E: now.table.W_E,
          ids: int64(column(0), [4, 16]),
          targets: int64(column(1), [4, 16]),
          weights: float32(new Float32Array(64).fill(1), [4, 16]),
          lr,
        },
        {
          ...into(next.model, (name) => name === 'W_E'),
          loss: null,
          hook_embed_gradient: float32(rows, [4, 16, 32]),
        },
      )
      accumulateRows(gradient.fill(0), column(0), rows, 32)
      await embed.run(
        { ...now.table, gradient: float32(gradient, [50, 32]), lr },
        into(next.table, () => false),
      )
      ;[now, next] = [next, now]
      loss = Number(out.loss.data[0])
    }
    await step.release()
    await embed.release()
    return { loss, state: now }
  }
  const one = await train(1)
  expect(one.loss).toBeLessThan(0.5)
  expect(await train(2)).toEqual(one)
})
