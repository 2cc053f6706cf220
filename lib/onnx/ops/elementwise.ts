/** Unary elementwise ops. https://onnx.ai/onnx/operators/ */
import type { Graph } from '../graph'
import { DATA_TYPES } from '../proto'
import type { ElementType, Value } from '../value'
import { mul } from './arithmetic'

function unary(g: Graph, opType: string, x: Value): Value {
  return g.emit1(opType, [x], x)
}

export function neg(g: Graph, x: Value): Value {
  const y = unary(g, 'Neg', x)
  g.record([x], [y], ([dy]) => [dy && unary(g, 'Neg', dy)])
  return y
}

export function sqrt(g: Graph, x: Value): Value {
  const y = unary(g, 'Sqrt', x)
  g.record([x], [y], ([dy]) => [dy && mul(g, mul(g, dy, g.scalar(0.5)), reciprocal(g, y))])
  return y
}

export function reciprocal(g: Graph, x: Value): Value {
  const y = unary(g, 'Reciprocal', x)
  g.record([x], [y], ([dy]) => [dy && unary(g, 'Neg', mul(g, dy, mul(g, y, y)))])
  return y
}

export function exp(g: Graph, x: Value): Value {
  const y = unary(g, 'Exp', x)
  g.record([x], [y], ([dy]) => [dy && mul(g, dy, y)])
  return y
}

export function tanh(g: Graph, x: Value): Value {
  const y = unary(g, 'Tanh', x)
  g.record([x], [y], ([dy]) => {
    if (!dy) return [null]
    return [mul(g, dy, g.emit1('Sub', [g.scalar(1), mul(g, y, y)], y))]
  })
  return y
}

export function erf(g: Graph, x: Value): Value {
  const y = unary(g, 'Erf', x)
  g.record([x], [y], ([dy]) => {
    if (!dy) return [null]
    const gauss = exp(g, neg(g, mul(g, x, x)))
    return [mul(g, dy, mul(g, gauss, g.scalar(2 / Math.sqrt(Math.PI))))]
  })
  return y
}

/** Converts to another element type; no gradient. */
export function cast(g: Graph, x: Value, type: ElementType): Value {
  return g.emit1('Cast', [x], { type, dims: x.dims }, { attributes: { to: DATA_TYPES[type] } })
}
