import { expect, it } from 'vitest'
import type { Tensor } from '@/lib/domain/model'
import { biasCorrectedRate } from '@/lib/onnx/graphs/adam'
import { saeShapes, trainSaeGraph } from '@/lib/onnx/graphs/train-sae'
import { float32, openSession, type TensorValue } from '@/lib/runtime/session'
import { matmul, type NdArray, naiveDecode, naiveEncode, transpose2d } from '@/lib/tensor'
import { normal, relativeError, runModel } from './support'

const D_IN = 5
const D_SAE = 9
const BATCH = 16
const SHAPES = saeShapes(D_IN, D_SAE)
const L1 = 0.3
const ADAM = { beta1: 0.9, beta2: 0.99, eps: 1e-8 }

type State = Record<string, NdArray>

function unitRows(W: NdArray): NdArray {
  const [rows, width] = W.dims
  const data = Float64Array.from(W.data)
  for (let r = 0; r < rows; r++) {
    const norm = Math.hypot(...data.subarray(r * width, (r + 1) * width))
    for (let c = 0; c < width; c++) data[r * width + c] /= norm
  }
  return { data, dims: W.dims }
}

function initial(): State {
  const state: State = {}
  let seed = 40
  for (const [name, dims] of SHAPES) {
    state[name] = normal(seed++, dims, 0.5)
    state[`${name}.m`] = { data: new Float64Array(state[name].data.length), dims }
    state[`${name}.v`] = { data: new Float64Array(state[name].data.length), dims }
  }
  state.W_dec = unitRows(state.W_dec)
  return state
}

/** Takes one step by the textbook, in float64. */
function naiveStep(state: State, x: Tensor, lr: number) {
  const { W_enc, b_enc, W_dec, b_dec } = state as Record<string, Tensor>
  const weights = { kind: 'standard', W_enc, b_enc, W_dec, b_dec } as const
  const acts = naiveEncode(weights, x, true)
  const xHat = naiveDecode(weights, acts)
  const error = Float64Array.from(xHat.data, (value, i) => value - x.data[i])
  const dxHat: NdArray = { data: error.map((e) => (2 * e) / BATCH), dims: [BATCH, D_IN] }
  const dActs = matmul(dxHat, transpose2d(W_dec))
  const dPre: NdArray = {
    data: Float64Array.from(dActs.data, (value, i) => (acts.data[i] > 0 ? value + L1 / BATCH : 0)),
    dims: [BATCH, D_SAE],
  }
  const centred: NdArray = {
    data: Float64Array.from(x.data, (value, i) => value - b_dec.data[i % D_IN]),
    dims: x.dims,
  }
  const dCentred = matmul(dPre, transpose2d(W_enc))
  const columnSums = (a: NdArray) => {
    const sums = new Float64Array(a.dims[1])
    a.data.forEach((value, i) => {
      sums[i % a.dims[1]] += value
    })
    return sums
  }
  const dW_dec = matmul(transpose2d(acts), dxHat).data
  for (let f = 0; f < D_SAE; f++) {
    let dot = 0
    for (let c = 0; c < D_IN; c++) dot += dW_dec[f * D_IN + c] * W_dec.data[f * D_IN + c]
    for (let c = 0; c < D_IN; c++) dW_dec[f * D_IN + c] -= dot * W_dec.data[f * D_IN + c]
  }
  const throughEncoder = columnSums(dCentred)
  const gradients: Record<string, ArrayLike<number>> = {
    W_enc: matmul(transpose2d(centred), dPre).data,
    b_enc: columnSums(dPre),
    W_dec: dW_dec,
    b_dec: columnSums(dxHat).map((value, i) => value - throughEncoder[i]),
  }
  const next: State = {}
  for (const [name, dims] of SHAPES) {
    const g = gradients[name]
    const m = Float64Array.from(state[`${name}.m`].data, (v, i) => ADAM.beta1 * v + (1 - ADAM.beta1) * g[i])
    const v = Float64Array.from(
      state[`${name}.v`].data,
      (w, i) => ADAM.beta2 * w + (1 - ADAM.beta2) * g[i] ** 2,
    )
    const data = Float64Array.from(state[name].data, (w, i) => w - (lr * m[i]) / (Math.sqrt(v[i]) + ADAM.eps))
    next[name] = name === 'W_dec' ? unitRows({ data, dims }) : { data, dims }
    next[`${name}.m`] = { data: m, dims }
    next[`${name}.v`] = { data: v, dims }
  }
  return {
    next,
    mse: error.reduce((sum, e) => sum + e * e, 0) / BATCH,
    l1Norm: Float64Array.from(acts.data).reduce((sum, f) => sum + f, 0) / BATCH,
    counts: columnSums({ data: Float64Array.from(acts.data, (f) => (f > 0 ? 1 : 0)), dims: acts.dims }),
    rowError: Array.from({ length: BATCH }, (_, r) =>
      error.subarray(r * D_IN, (r + 1) * D_IN).reduce((sum, e) => sum + e * e, 0),
    ),
  }
}

const model = trainSaeGraph({ dIn: D_IN, dSae: D_SAE, batch: BATCH, ...ADAM })

it('steps as the naive float64 step does, three times over', async () => {
  const session = await openSession(model, { threads: 1 })
  let state = initial()
  for (let step = 1; step <= 3; step++) {
    const x = normal(70 + step, [BATCH, D_IN])
    const lr = biasCorrectedRate(0.05, step, ADAM)
    const feeds: Record<string, TensorValue> = {
      x: float32(x.data, x.dims),
      lr: float32(Float32Array.of(lr), []),
      l1: float32(Float32Array.of(L1), []),
    }
    for (const [name, value] of Object.entries(state))
      feeds[name] = float32(Float32Array.from(value.data), value.dims)
    const out = await session.run(feeds)
    const expected = naiveStep(state, x, lr)
    expect(relativeError(out.mse.data, [expected.mse])).toBeLessThan(1e-5)
    expect(relativeError(out.l1_norm.data, [expected.l1Norm])).toBeLessThan(1e-5)
    expect(relativeError(out.row_error.data, expected.rowError)).toBeLessThan(1e-5)
    expect(Array.from(out.counts.data, Number)).toEqual(Array.from(expected.counts))
    for (const [name, value] of Object.entries(expected.next))
      expect(relativeError(out[`${name}_next`].data, value.data), `${name} at step ${step}`).toBeLessThan(
        1e-4,
      )
    state = expected.next
  }
  await session.release()
})

it('gives the same bytes at 1 and 2 threads', async () => {
  const [dIn, dSae, batch] = [64, 512, 256]
  const big = trainSaeGraph({ dIn, dSae, batch })
  const feeds: Record<string, TensorValue> = {
    x: float32(normal(1, [batch, dIn]).data, [batch, dIn]),
    lr: float32(Float32Array.of(1e-3), []),
    l1: float32(Float32Array.of(1), []),
  }
  let seed = 5
  for (const [name, dims] of saeShapes(dIn, dSae)) {
    feeds[name] = float32(normal(seed++, dims, 0.1).data, dims)
    feeds[`${name}.m`] = float32(normal(seed++, dims, 0.1).data, dims)
    feeds[`${name}.v`] = float32(normal(seed++, dims, 0.1).data.map(Math.abs), dims)
  }
  expect(await runModel(big, feeds, 2)).toEqual(await runModel(big, feeds, 1))
})
