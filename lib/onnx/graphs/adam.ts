/** Adam (Kingma & Ba 2015) as graph nodes. */
import type { Graph } from '../graph'
import { add, div, mul, sqrt, sub } from '../ops'
import type { Value } from '../value'

export interface AdamOptions {
  /** Decay of the first moment; default 0.9. */
  readonly beta1?: number
  /** Decay of the second moment; default 0.999. */
  readonly beta2?: number
  /** Added to √v; default 1e-8. */
  readonly eps?: number
}

/**
 * Returns the names of a parameter's tensors in a training graph: its inputs, and the outputs with its next state.
 */
export function stateNames(parameter: string) {
  return {
    value: parameter,
    m: `${parameter}.m`,
    v: `${parameter}.v`,
    valueNext: `${parameter}_next`,
    mNext: `${parameter}.m_next`,
    vNext: `${parameter}.v_next`,
  }
}

/** Returns lr·√(1 − β2ᵗ)/(1 − β1ᵗ), the rate to feed as `lr` at step t ≥ 1; the graphs hold no step counter. */
export function biasCorrectedRate(
  lr: number,
  step: number,
  { beta1 = 0.9, beta2 = 0.999 }: AdamOptions = {},
) {
  return (lr * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step)
}

/**
 * Adds the update of one parameter: declares its moments as inputs, outputs the next moments, and returns value −
 * lr·m/(√v + eps), which the caller outputs (perhaps after a projection).
 */
export function adamUpdate(
  g: Graph,
  value: Value,
  gradient: Value,
  lr: Value,
  options: AdamOptions = {},
): Value {
  const { beta1 = 0.9, beta2 = 0.999, eps = 1e-8 } = options
  const names = stateNames(value.name)
  const m = g.input(names.m, 'float32', value.dims)
  const v = g.input(names.v, 'float32', value.dims)
  const mNext = add(g, mul(g, m, g.scalar(beta1)), mul(g, gradient, g.scalar(1 - beta1)))
  const square = mul(g, gradient, gradient)
  const vNext = add(g, mul(g, v, g.scalar(beta2)), mul(g, square, g.scalar(1 - beta2)))
  g.output(names.mNext, mNext)
  g.output(names.vNext, vNext)
  return sub(g, value, div(g, mul(g, mNext, lr), add(g, sqrt(g, vNext), g.scalar(eps))))
}
