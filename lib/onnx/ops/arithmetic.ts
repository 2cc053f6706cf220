/** Binary elementwise ops with broadcasting, and comparisons. https://onnx.ai/onnx/operators/ */
import { SemascopeError } from '@/lib/errors'
import type { Graph } from '../graph'
import { broadcast } from '../shape'
import type { ElementType, Value } from '../value'
import { sumTo } from './sum-to'

function binary(g: Graph, opType: string, a: Value, b: Value, type: ElementType = a.type): Value {
  if (a.type !== b.type)
    throw new SemascopeError('internal', `${opType}: "${a.name}" is ${a.type}, "${b.name}" is ${b.type}`)
  const dims = broadcast(`${opType} of "${a.name}" and "${b.name}"`, a.dims, b.dims)
  return g.emit1(opType, [a, b], { type, dims })
}

export function add(g: Graph, a: Value, b: Value): Value {
  const y = binary(g, 'Add', a, b)
  g.record([a, b], [y], ([dy]) => [dy && sumTo(g, dy, a.dims), dy && sumTo(g, dy, b.dims)])
  return y
}

export function sub(g: Graph, a: Value, b: Value): Value {
  const y = binary(g, 'Sub', a, b)
  g.record([a, b], [y], ([dy]) => [
    dy && sumTo(g, dy, a.dims),
    dy && g.emit1('Neg', [sumTo(g, dy, b.dims)], { type: b.type, dims: b.dims }),
  ])
  return y
}

export function mul(g: Graph, a: Value, b: Value): Value {
  const y = binary(g, 'Mul', a, b)
  g.record([a, b], [y], ([dy]) => [
    dy && sumTo(g, binary(g, 'Mul', dy, b), a.dims),
    dy && sumTo(g, binary(g, 'Mul', dy, a), b.dims),
  ])
  return y
}

export function div(g: Graph, a: Value, b: Value): Value {
  const y = binary(g, 'Div', a, b)
  g.record([a, b], [y], ([dy]) => {
    if (!dy) return [null, null]
    const da = binary(g, 'Div', dy, b)
    const db = binary(g, 'Mul', da, y)
    return [sumTo(g, da, a.dims), g.emit1('Neg', [sumTo(g, db, b.dims)], { type: b.type, dims: b.dims })]
  })
  return y
}

/** a > b, elementwise; no gradient. */
export function greater(g: Graph, a: Value, b: Value): Value {
  return binary(g, 'Greater', a, b, 'bool')
}

/** a ≤ b, elementwise; no gradient. */
export function lessOrEqual(g: Graph, a: Value, b: Value): Value {
  return binary(g, 'LessOrEqual', a, b, 'bool')
}

/** condition ? a : b, elementwise; no gradient. */
export function where(g: Graph, condition: Value, a: Value, b: Value): Value {
  const what = `Where of "${condition.name}"`
  const dims = broadcast(what, condition.dims, broadcast(what, a.dims, b.dims))
  return g.emit1('Where', [condition, a, b], { type: a.type, dims })
}
