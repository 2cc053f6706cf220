/**
 * Reverse-mode differentiation over a Graph's tape. The gradient of a scalar with respect to any tensors is written
 * into the same graph as more nodes; `build` prunes gradients that no output needs.
 */
import { SemascopeError } from '@/lib/errors'
import type { Graph } from './graph'
import { add } from './ops/arithmetic'
import { expandLike } from './ops/reshape'
import { formatDims } from './shape'
import type { Value } from './value'

/**
 * Returns d loss / d value for each value of `wrt`, in the same order and shapes. Throws `internal` with the name of
 * the tensor if the loss is not a scalar, or does not depend on a tensor through differentiable ops.
 */
export function gradients(g: Graph, loss: Value, wrt: readonly Value[]): Value[] {
  if (loss.dims.length !== 0)
    throw new SemascopeError('internal', `loss "${loss.name}" is ${formatDims(loss.dims)}, not a scalar`)
  const tape = [...g.tape] // copied, because pullbacks add entries to the tape
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

/**
 * Sums all contributions and broadcasts them to the value's shape: reductions return gradients with axes of size 1.
 */
function whole(g: Graph, gradient: Value | undefined, value: Value): Value | null {
  if (!gradient) return null
  const same =
    gradient.dims.length === value.dims.length && gradient.dims.every((dim, i) => dim === value.dims[i])
  return same ? gradient : expandLike(g, gradient, value)
}
