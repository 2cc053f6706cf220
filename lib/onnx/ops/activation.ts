/** MLP non-linearities. https://onnx.ai/onnx/operators/onnx__Gelu.html */
import type { MlpActivation } from '@/lib/domain/model'
import type { Graph } from '../graph'
import type { Value } from '../value'
import { add, greater, mul, sub } from './arithmetic'
import { cast, erf, exp, neg, tanh } from './elementwise'

export function relu(g: Graph, x: Value): Value {
  const y = g.emit1('Relu', [x], x)
  g.record([x], [y], ([dy]) => [dy && mul(g, dy, cast(g, greater(g, y, g.scalar(0)), 'float32'))])
  return y
}

/** x·Φ(x), exact. */
export function gelu(g: Graph, x: Value): Value {
  const y = g.emit1('Gelu', [x], x, { attributes: { approximate: 'none' } })
  g.record([x], [y], ([dy]) => {
    if (!dy) return [null]
    const cdf = mul(g, add(g, erf(g, mul(g, x, g.scalar(Math.SQRT1_2))), g.scalar(1)), g.scalar(0.5))
    const gauss = exp(g, neg(g, mul(g, mul(g, x, x), g.scalar(0.5))))
    const density = mul(g, gauss, g.scalar(1 / Math.sqrt(2 * Math.PI)))
    return [mul(g, dy, add(g, cdf, mul(g, x, density)))]
  })
  return y
}

/** GPT-2's tanh approximation of GELU. */
export function geluNew(g: Graph, x: Value): Value {
  const y = g.emit1('Gelu', [x], x, { attributes: { approximate: 'tanh' } })
  g.record([x], [y], ([dy]) => {
    if (!dy) return [null]
    const c = Math.sqrt(2 / Math.PI)
    const square = mul(g, x, x)
    const inner = mul(g, x, add(g, mul(g, square, g.scalar(0.044715 * c)), g.scalar(c)))
    const t = tanh(g, inner)
    const innerSlope = add(g, mul(g, square, g.scalar(3 * 0.044715 * c)), g.scalar(c))
    const sech2 = sub(g, g.scalar(1), mul(g, t, t))
    const slope = add(g, add(g, t, g.scalar(1)), mul(g, x, mul(g, sech2, innerSlope)))
    return [mul(g, dy, mul(g, slope, g.scalar(0.5)))]
  })
  return y
}

/** Applies the non-linearity that a model names. */
export function activate(g: Graph, activation: MlpActivation, x: Value): Value {
  switch (activation) {
    case 'relu':
      return relu(g, x)
    case 'gelu':
      return gelu(g, x)
    case 'gelu_new':
      return geluNew(g, x)
    default:
      return activation satisfies never
  }
}
