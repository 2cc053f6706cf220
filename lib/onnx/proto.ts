import type { onnx as Onnx } from 'onnx-proto'
import proto from 'onnx-proto'
import { SemascopeError } from '@/lib/errors'
import type { ElementType, Initializer, Value } from './value'

const { onnx } = proto

/** The value of an attribute. A float is wrapped, since the number 1 could be an integer or a float. */
type Attribute = number | string | readonly number[] | { readonly float: number }
export type Attributes = Readonly<Record<string, Attribute>>

export interface NodeProto {
  readonly opType: string
  readonly domain: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: Attributes
}

export interface ModelParts {
  readonly nodes: readonly NodeProto[]
  readonly inputs: readonly Value[]
  readonly outputs: readonly Value[]
  readonly initializers: readonly Initializer[]
}

const IR_VERSION = 9
const OPSET = 20
const FLOAT_BYTES = 4
/** The root of an absolute path, with or without a drive. */
const ROOT = /^([A-Za-z]:)?[\\/]+/

/** TensorProto.DataType numbers. */
export const DATA_TYPES: Record<ElementType, number> = { float32: 1, int32: 6, int64: 7, bool: 9 }

function encodeAttribute(name: string, value: Attribute): Onnx.IAttributeProto {
  const { AttributeType } = onnx.AttributeProto
  if (typeof value === 'number') {
    if (!Number.isInteger(value))
      throw new SemascopeError('internal', `attribute "${name}": wrap the float ${value} as { float }`)
    return { name, type: AttributeType.INT, i: value }
  }
  if (typeof value === 'string')
    return { name, type: AttributeType.STRING, s: new TextEncoder().encode(value) }
  if ('float' in value) return { name, type: AttributeType.FLOAT, f: value.float }
  return { name, type: AttributeType.INTS, ints: [...value] }
}

function encodeValueInfo(value: Value): Onnx.IValueInfoProto {
  const dim = value.dims.map((d) => (typeof d === 'string' ? { dimParam: d } : { dimValue: d }))
  return { name: value.name, type: { tensorType: { elemType: DATA_TYPES[value.type], shape: { dim } } } }
}

/** A number in a file is named by its path from the root of the file system, which sessions take as its folder. */
function encodeInitializer({ name, type, dims, data, stored }: Initializer): Onnx.ITensorProto {
  const tensor = { name, dims: dims.map(Number), dataType: DATA_TYPES[type] }
  if (data) return { ...tensor, rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) }
  const length = dims.reduce<number>((product, dim) => product * Number(dim), FLOAT_BYTES)
  return {
    ...tensor,
    dataLocation: onnx.TensorProto.DataLocation.EXTERNAL,
    externalData: [
      { key: 'location', value: stored.path.replace(ROOT, '').replaceAll('\\', '/') },
      { key: 'offset', value: String(stored.start) },
      { key: 'length', value: String(length) },
    ],
  }
}

/** Serialises a model: IR 9, opset 20, and ONNX Runtime's own com.microsoft domain. */
export function encodeModel(parts: ModelParts): Uint8Array {
  const model = onnx.ModelProto.create({
    irVersion: IR_VERSION,
    producerName: 'semascope',
    opsetImport: [
      { domain: '', version: OPSET },
      { domain: 'com.microsoft', version: 1 },
    ],
    graph: {
      name: 'semascope',
      node: parts.nodes.map((node) => ({
        name: node.outputs[0],
        opType: node.opType,
        domain: node.domain,
        input: [...node.inputs],
        output: [...node.outputs],
        attribute: Object.entries(node.attributes).map(([name, value]) => encodeAttribute(name, value)),
      })),
      initializer: parts.initializers.map(encodeInitializer),
      input: parts.inputs.map(encodeValueInfo),
      output: parts.outputs.map(encodeValueInfo),
    },
  })
  return onnx.ModelProto.encode(model).finish()
}
