/** Softmax and layer normalisation. https://onnx.ai/onnx/operators/onnx__LayerNormalization.html */
import { SemascopeError } from '@/lib/errors'
import type { Graph } from '../graph'
import { type Dim, formatDims } from '../shape'
import type { Value } from '../value'
import { mul, sub } from './arithmetic'
import { exp } from './elementwise'
import { reduceMean, reduceSum } from './reduce'
import { sumTo } from './sum-to'

/** Softmax over the last axis. */
export function softmax(g: Graph, x: Value): Value {
  const y = g.emit1('Softmax', [x], x, { attributes: { axis: -1 } })
  g.record([x], [y], ([dy]) => {
    if (!dy) return [null]
    return [mul(g, y, sub(g, dy, reduceSum(g, mul(g, dy, y), [-1], true)))]
  })
  return y
}

/** log(softmax) over the last axis. */
export function logSoftmax(g: Graph, x: Value): Value {
  const y = g.emit1('LogSoftmax', [x], x, { attributes: { axis: -1 } })
  g.record([x], [y], ([dy]) => [dy && sub(g, dy, mul(g, exp(g, y), reduceSum(g, dy, [-1], true)))])
  return y
}

/** (x − mean) / √(variance + eps) · weight + bias over the last axis; weight and bias are [d]. */
export function layerNormalization(g: Graph, x: Value, weight: Value, bias: Value, eps: number): Value {
  const width = x.dims[x.dims.length - 1]
  if (weight.dims[0] !== width || bias.dims[0] !== width)
    throw new SemascopeError(
      'internal',
      `LayerNormalization of "${x.name}" ${formatDims(x.dims)} with "${weight.name}" ` +
        `${formatDims(weight.dims)} and "${bias.name}" ${formatDims(bias.dims)}`,
    )
  const rows: Dim[] = [...x.dims.slice(0, -1), 1]
  const perRow = { type: x.type, dims: rows }
  const attributes = { axis: -1, epsilon: { float: eps } }
  const [y, mean, invStd] = g.emit('LayerNormalization', [x, weight, bias], [x, perRow, perRow], {
    attributes,
  })
  g.record([x, weight, bias], [y], ([dy]) => {
    if (!dy) return [null, null, null]
    const normal = mul(g, sub(g, x, mean), invStd)
    const dNormal = mul(g, dy, weight)
    const parallel = mul(g, normal, reduceMean(g, mul(g, dNormal, normal), [-1], true))
    const centred = sub(g, dNormal, reduceMean(g, dNormal, [-1], true))
    return [
      mul(g, sub(g, centred, parallel), invStd),
      sumTo(g, mul(g, dy, normal), weight.dims),
      sumTo(g, dy, bias.dims),
    ]
  })
  return y
}
