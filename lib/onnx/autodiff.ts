/**
 * Reverse-mode differentiation over a Graph's tape: the gradient of a scalar with respect to any tensors,
 * written into the same graph as more nodes. Gradients nobody uses are pruned when the graph is built.
 */
import { SemascopeError } from '@/lib/errors'
import type { Graph } from './graph'
import { add } from './ops/arithmetic'
import { expandLike } from './ops/reshape'
import { formatDims } from './shape'
import type { Value } from './value'

/**
 * d loss / d value for each of `wrt`, in their order and shapes.
 * Throws `internal` naming the tensor when the loss is not a scalar or does not depend on a tensor
 * through differentiable ops.
 */
export function gradients(g: Graph, loss: Value, wrt: readonly Value[]): Value[] {
  if (loss.dims.length !== 0)
    throw new SemascopeError('internal', `loss "${loss.name}" is ${formatDims(loss.dims)}, not a scalar`)
  const tape = [...g.tape] // pullbacks record their own ops: not ours to walk
  const dependent = new Set(wrt.map((value) => value.name))
  for (const entry of tape)
    if (entry.inputs.some(({ name }) => dependent.has(name)))
      for (const output of entry.outputs) dependent.add(output.name)

  const found = new Map<string, Value>([[loss.name, g.scalar(1)]])
  for (const entry of tape.reverse()) {
    if (!entry.outputs.some(({ name }) => found.has(name) && dependent.has(name))) continue
    const incoming = entry.outputs.map((output) => whole(g, found.get(output.name), output))
    entry.pullback(incoming).forEach((gradient, i) => {
      const { name } = entry.inputs[i]
      if (!gradient || !dependent.has(name)) return
      const known = found.get(name)
      found.set(name, known ? add(g, known, gradient) : gradient)
    })
  }
  return wrt.map((value) => {
    const gradient = whole(g, found.get(value.name), value)
    if (!gradient) throw new SemascopeError('internal', `"${loss.name}" does not depend on "${value.name}"`)
    return gradient
  })
}

/** Reductions hand down gradients with axes of size 1; the sum of all contributions is widened once. */
function whole(g: Graph, gradient: Value | undefined, value: Value): Value | null {
  if (!gradient) return null
  const same =
    gradient.dims.length === value.dims.length && gradient.dims.every((dim, i) => dim === value.dims[i])
  return same ? gradient : expandLike(g, gradient, value)
}
