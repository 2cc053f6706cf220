/**
 * The training step of a sparse autoencoder as one dense graph; tests compare the sparse step (lib/kernels) with it.
 * f = relu((x − b_dec)·W_enc + b_enc), for topk only the k largest; x̂ = f·W_dec + b_dec; the loss is the mean over
 * rows of (‖x̂ − x‖² + λ·Σf). The update is Adam. Decoder rows keep unit norm: the parallel part of their gradient is
 * removed before the step, and the rows are normalised after it (Bricken et al. 2023).
 */
import { gradients } from '../autodiff'
import { Graph } from '../graph'
import {
  add,
  cast,
  centredMatMul,
  div,
  greater,
  keepLargest,
  matMul,
  mul,
  reduceL2,
  reduceSum,
  reduceSumSquare,
  relu,
  sub,
} from '../ops'
import type { Value } from '../value'
import { type AdamOptions, adamUpdate, stateNames } from './adam'

export interface TrainSaeOptions extends AdamOptions {
  readonly dIn: number
  readonly dSae: number
  readonly batch: number
  /** Most features active on a row, the largest ones; default: every positive one. */
  readonly k?: number
}

/** Returns the trainable tensors of a standard SAE with their shapes, in a fixed order. */
export function saeShapes(dIn: number, dSae: number): Map<string, number[]> {
  return new Map([
    ['W_enc', [dIn, dSae]],
    ['b_enc', [dSae]],
    ['W_dec', [dSae, dIn]],
    ['b_dec', [dIn]],
  ])
}

/** Removes the component of `gradient` along each (unit) row of W. */
function withoutParallel(g: Graph, gradient: Value, W: Value): Value {
  return sub(g, gradient, mul(g, reduceSum(g, mul(g, gradient, W), [1], true), W))
}

/** Returns 1 where `acts` is positive and among the k largest of its row, 0 elsewhere. */
function largest(g: Graph, acts: Value, k: number): Value {
  return g.untaped(() => cast(g, greater(g, keepLargest(g, acts, k), g.scalar(0)), 'float32'))
}

/**
 * Returns the graph of a training step. Inputs: `x` [batch, d_in]; W_enc, b_enc, W_dec, b_dec, each with `.m` and
 * `.v`; `lr` [] bias-corrected; `l1` [] the λ of this step. Outputs: `<p>_next`, `<p>.m_next`, `<p>.v_next`; `mse` []
 * the mean over rows of the summed squared error; `l1_norm` [] the mean over rows of Σf, without λ; `counts` [d_sae]
 * the number of rows in which each feature is active; `row_error` [batch] the squared error of each row. W_dec must
 * have unit rows; so has its next value.
 */
export function trainSaeGraph(options: TrainSaeOptions): Uint8Array {
  const { dIn, dSae, batch } = options
  const g = new Graph()
  const x = g.input('x', 'float32', [batch, dIn])
  const [W_enc, b_enc, W_dec, b_dec] = [...saeShapes(dIn, dSae)].map(([name, dims]) =>
    g.input(name, 'float32', dims),
  )
  const lr = g.input('lr', 'float32', [])
  const l1 = g.input('l1', 'float32', [])
  const perRow = g.scalar(1 / batch)

  const positive = relu(g, add(g, centredMatMul(g, x, b_dec, W_enc), b_enc))
  const acts = options.k === undefined ? positive : mul(g, positive, largest(g, positive, options.k))
  const error = sub(g, add(g, matMul(g, acts, W_dec), b_dec), x)
  const mse = mul(g, reduceSumSquare(g, error, [0, 1]), perRow)
  const l1Norm = mul(g, reduceSum(g, acts, [0, 1]), perRow)
  const loss = add(g, mse, mul(g, l1, l1Norm))
  g.output('mse', mse)
  g.output('l1_norm', l1Norm)
  g.output('counts', reduceSum(g, cast(g, greater(g, acts, g.scalar(0)), 'float32'), [0]))
  g.output('row_error', reduceSumSquare(g, error, [1]))

  const parameters = [W_enc, b_enc, W_dec, b_dec]
  gradients(g, loss, parameters).forEach((gradient, i) => {
    const value = parameters[i]
    const isDecoder = value === W_dec
    const direction = isDecoder ? withoutParallel(g, gradient, W_dec) : gradient
    const next = adamUpdate(g, value, direction, lr, options)
    g.output(stateNames(value.name).valueNext, isDecoder ? div(g, next, reduceL2(g, next, [1], true)) : next)
  })
  return g.build()
}
