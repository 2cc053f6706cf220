/**
 * A sparse autoencoder's training step as one dense graph, which the sparse step (lib/kernels) is held against:
 * f = relu((x − b_dec)·W_enc + b_enc), for topk the k largest of it, x̂ = f·W_dec + b_dec, loss = mean over rows of (‖x̂ − x‖² + λ·Σf), Adam, and unit-norm decoder rows kept by removing the parallel
 * part of their gradient before the step and renormalising after it (Bricken et al. 2023).
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
  /** Features active on a row at most, the largest; default: every positive one. */
  readonly k?: number
}

/** The trainable tensors of a standard SAE with their shapes, in a fixed order. */
export function saeShapes(dIn: number, dSae: number): Map<string, number[]> {
  return new Map([
    ['W_enc', [dIn, dSae]],
    ['b_enc', [dSae]],
    ['W_dec', [dSae, dIn]],
    ['b_dec', [dIn]],
  ])
}

/** What is left of `gradient` after removing its component along each (unit) row of W. */
function withoutParallel(g: Graph, gradient: Value, W: Value): Value {
  return sub(g, gradient, mul(g, reduceSum(g, mul(g, gradient, W), [1], true), W))
}

/** 1 where `acts` is among the k largest of its row and above 0, else 0. */
function largest(g: Graph, acts: Value, k: number): Value {
  return g.untaped(() => cast(g, greater(g, keepLargest(g, acts, k), g.scalar(0)), 'float32'))
}

/**
 * Inputs: `x` [batch, d_in]; W_enc, b_enc, W_dec, b_dec with `.m` and `.v` each; `lr` [] bias-corrected; `l1` []
 * the λ of this step. Outputs: `<p>_next`, `<p>.m_next`, `<p>.v_next`; `mse` [] mean over rows of the summed
 * squared error; `l1_norm` [] mean over rows of Σf, without λ; `counts` [d_sae] rows in which each feature is
 * active; `row_error` [batch] squared error of each row.
 * W_dec must come in with unit rows and goes out with unit rows.
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
