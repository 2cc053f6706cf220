import type { BlockWeights, ModelSpec, Tensor, TransformerWeights } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import type { Graph } from '../graph'
import type { Value } from '../value'

/** The name of a transformer parameter: a field of TransformerWeights, or `blocks.<layer>.<field>`. */
export type ParameterName = string

/** Returns the tensor of a parameter in a graph: an initialiser for inference, an input for training. */
export type ParameterSource = (name: ParameterName) => Value

type BlockField = keyof BlockWeights

const BLOCK_SHAPES: Record<BlockField, (spec: ModelSpec) => number[]> = {
  ln1_w: (s) => [s.dModel],
  ln1_b: (s) => [s.dModel],
  W_Q: (s) => [s.dModel, s.dModel],
  W_K: (s) => [s.dModel, s.dModel],
  W_V: (s) => [s.dModel, s.dModel],
  b_Q: (s) => [s.dModel],
  b_K: (s) => [s.dModel],
  b_V: (s) => [s.dModel],
  W_O: (s) => [s.dModel, s.dModel],
  b_O: (s) => [s.dModel],
  ln2_w: (s) => [s.dModel],
  ln2_b: (s) => [s.dModel],
  W_in: (s) => [s.dModel, s.dMlp],
  b_in: (s) => [s.dMlp],
  W_out: (s) => [s.dMlp, s.dModel],
  b_out: (s) => [s.dModel],
}

/** Returns the shape of every trainable parameter, in a fixed order; a tied head has no W_U of its own. */
export function parameterShapes(spec: ModelSpec): Map<ParameterName, number[]> {
  const shapes = new Map<ParameterName, number[]>()
  shapes.set('W_E', [spec.dVocab, spec.dModel])
  shapes.set('W_pos', [spec.nCtx, spec.dModel])
  for (let layer = 0; layer < spec.nLayers; layer++)
    for (const [field, shapeOf] of Object.entries(BLOCK_SHAPES))
      shapes.set(`blocks.${layer}.${field}`, shapeOf(spec))
  shapes.set('ln_f_w', [spec.dModel])
  shapes.set('ln_f_b', [spec.dModel])
  if (!spec.tiedHead) shapes.set('W_U', [spec.dModel, spec.dVocab])
  return shapes
}

/** Returns the tensor of a parameter in a set of weights. */
export function parameterTensor(weights: TransformerWeights, name: ParameterName): Tensor {
  const block = /^blocks\.(\d+)\.(.+)$/.exec(name)
  const owner = block ? weights.blocks[Number(block[1])] : weights
  const tensor = (owner as unknown as Record<string, Tensor | undefined> | undefined)?.[
    block ? block[2] : name
  ]
  if (!tensor) throw new SemascopeError('invalid_input', `the weights have no tensor "${name}"`)
  return tensor
}

/** Assembles weights from tensors by parameter name; with a tied head W_U is the transpose of W_E. */
export function assembleWeights(
  spec: ModelSpec,
  tensorOf: (name: ParameterName) => Tensor,
): TransformerWeights {
  const fields = Object.keys(BLOCK_SHAPES) as BlockField[]
  const blocks = Array.from({ length: spec.nLayers }, (_, layer) => {
    const entries = fields.map((field) => [field, tensorOf(`blocks.${layer}.${field}`)] as const)
    return Object.fromEntries(entries) as unknown as BlockWeights
  })
  const W_E = tensorOf('W_E')
  return {
    W_E,
    W_pos: tensorOf('W_pos'),
    blocks,
    ln_f_w: tensorOf('ln_f_w'),
    ln_f_b: tensorOf('ln_f_b'),
    W_U: spec.tiedHead ? transposed(W_E) : tensorOf('W_U'),
  }
}

/** Returns the transpose; that of a stored tensor is made by each use of its data. */
function transposed(tensor: Tensor): Tensor {
  const dims = [...tensor.dims].reverse()
  const make = () => {
    const { data } = tensor
    const [columns, rows] = dims
    const out = new Float32Array(data.length)
    for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[c * rows + r] = data[r * columns + c]
    return out
  }
  return tensor.stored
    ? {
        get data() {
          return make()
        },
        dims,
      }
    : { data: make(), dims }
}

/** Returns a source that adds each parameter as an initialiser on first use and checks its shape against the spec. */
export function weightInitializers(g: Graph, spec: ModelSpec, weights: TransformerWeights): ParameterSource {
  const shapes = parameterShapes(spec)
  const made = new Map<ParameterName, Value>()
  return (name) => {
    const known = made.get(name)
    if (known) return known
    const expected = shapes.get(name) ?? []
    const tensor = parameterTensor(weights, name)
    const { dims } = tensor
    if (dims.join() !== expected.join())
      throw new SemascopeError(
        'invalid_input',
        `tensor "${name}" has shape [${dims.join(', ')}], the model needs [${expected.join(', ')}]`,
      )
    const value = g.weight(name, tensor)
    made.set(name, value)
    return value
  }
}

/**
 * Returns a source that adds each parameter as an input on first use, for graphs whose weights change or come later.
 */
export function weightInputs(g: Graph, spec: ModelSpec): ParameterSource {
  const shapes = parameterShapes(spec)
  const made = new Map<ParameterName, Value>()
  return (name) => {
    let value = made.get(name)
    if (!value) {
      value = g.input(name, 'float32', shapes.get(name) ?? [])
      made.set(name, value)
    }
    return value
  }
}
