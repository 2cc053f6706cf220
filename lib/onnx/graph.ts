/**
 * A typed builder of ONNX models. It holds nodes, initialisers, inputs and outputs, tracks the shapes that are known
 * while the graph is written, keeps a tape for reverse-mode gradients, and serialises to protobuf what the outputs
 * need. It does not run anything: `lib/runtime` does.
 *
 * Ops are functions over a Graph in `lib/onnx/ops` under the names of ONNX.
 * https://onnx.ai/onnx/operators/ · com.microsoft: onnxruntime/docs/ContribOperators.md
 */
import type { Tensor } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { type Attributes, encodeModel, type NodeProto } from './proto'
import { liveNodes, nameOutputs } from './prune'
import { agree, type Dim, elementCount, formatDims } from './shape'
import type { ElementType, Initializer, InitializerData, Value, ValueType } from './value'

/**
 * Maps the gradients of the outputs to those of the inputs. A null gradient of an output means that none flows; null
 * for an input means that it is not differentiable.
 */
export type Pullback = (outputGradients: readonly (Value | null)[]) => readonly (Value | null)[]

export interface TapeEntry {
  readonly inputs: readonly Value[]
  readonly outputs: readonly Value[]
  readonly pullback: Pullback
}

export interface EmitOptions {
  readonly attributes?: Attributes
  readonly domain?: '' | 'com.microsoft'
}

function typeOf(data: InitializerData): ElementType {
  if (data instanceof Float32Array) return 'float32'
  if (data instanceof BigInt64Array) return 'int64'
  return data instanceof Int32Array ? 'int32' : 'bool'
}

export class Graph {
  readonly tape: TapeEntry[] = []
  private readonly nodes: NodeProto[] = []
  private readonly inputs = new Map<string, Value>()
  private readonly outputs = new Map<string, Value>()
  private readonly initializers = new Map<string, Initializer>()
  private readonly constants = new Map<string, Value>()
  private readonly names = new Set<string>()
  private counter = 0

  /** Declares a graph input. */
  input(name: string, type: ElementType, dims: readonly Dim[]): Value {
    const value = { name: this.claim(name), type, dims }
    this.inputs.set(name, value)
    return value
  }

  /** Adds a named constant; `data` is kept by reference and must not change before `build`. */
  initializer(name: string, data: InitializerData, dims: readonly number[]): Value {
    if (elementCount(dims) !== data.length)
      throw new SemascopeError(
        'internal',
        `initializer "${name}": ${data.length} elements do not fill ${formatDims(dims)}`,
      )
    const value = { name: this.claim(name), type: typeOf(data), dims, data }
    this.initializers.set(name, value)
    return value
  }

  /** Adds a named weight. A stored tensor stays in its file: ONNX Runtime maps it when the graph is loaded. */
  weight(name: string, tensor: Tensor): Value {
    const { stored, dims } = tensor
    if (!stored) return this.initializer(name, tensor.data, dims)
    const value = { name: this.claim(name), type: 'float32' as const, dims }
    this.initializers.set(name, { ...value, stored })
    return value
  }

  /** Returns a float32 scalar constant, shared between its uses. */
  scalar(value: number): Value {
    return this.constant(`f:${value}`, () => this.initializer(this.fresh('c'), Float32Array.of(value), []))
  }

  /** Returns an int64 scalar constant, shared between its uses. */
  int(value: number): Value {
    return this.constant(`i:${value}`, () =>
      this.initializer(this.fresh('c'), BigInt64Array.of(BigInt(value)), []),
    )
  }

  /** Returns an int64 vector constant (axes, shapes), shared between its uses. */
  ints(values: readonly number[]): Value {
    return this.constant(`v:${values.join()}`, () =>
      this.initializer(this.fresh('c'), BigInt64Array.from(values.map(BigInt)), [values.length]),
    )
  }

  /** Returns the data of an initialiser, or null if the value is computed or lies in a file. */
  constantData(value: Value): InitializerData | null {
    return this.initializers.get(value.name)?.data ?? null
  }

  /** Adds a node and returns its outputs; `record` states the gradients. */
  emit(
    opType: string,
    inputs: readonly Value[],
    outputs: readonly ValueType[],
    options: EmitOptions = {},
  ): Value[] {
    const values = outputs.map((output) => ({
      ...output,
      name: this.claim(this.fresh(opType.toLowerCase())),
    }))
    this.nodes.push({
      opType,
      domain: options.domain ?? '',
      inputs: inputs.map((input) => input.name),
      outputs: values.map((value) => value.name),
      attributes: options.attributes ?? {},
    })
    return values
  }

  /** Calls `emit` for a node with one output. */
  emit1(opType: string, inputs: readonly Value[], output: ValueType, options: EmitOptions = {}): Value {
    return this.emit(opType, inputs, [output], options)[0]
  }

  /** States how gradients flow from `outputs` to `inputs`. */
  record(inputs: readonly Value[], outputs: readonly Value[], pullback: Pullback): void {
    this.tape.push({ inputs, outputs, pullback })
  }

  /** Runs `write` without recording gradients, for a composition that records its own gradient. */
  untaped<T>(write: () => T): T {
    const before = this.tape.length
    const result = write()
    this.tape.length = before
    return result
  }

  /** Makes `value` a graph output called `name`; `dims` may give sizes of anonymous dimensions. */
  output(name: string, value: Value, dims: readonly Dim[] = value.dims): void {
    if (this.outputs.has(name) || this.names.has(name))
      throw new SemascopeError('internal', `output "${name}": a tensor already has this name`)
    if (dims.length !== value.dims.length || !dims.every((dim, axis) => agree(dim, value.dims[axis])))
      throw new SemascopeError(
        'internal',
        `output "${name}": ${formatDims(dims)} is not the shape ${formatDims(value.dims)} of "${value.name}"`,
      )
    this.outputs.set(name, { ...value, dims })
  }

  /** Returns the names of the inputs that some output needs, in order of declaration. */
  requiredInputs(): string[] {
    const { needed } = this.live()
    return [...this.inputs.keys()].filter((name) => needed.has(name))
  }

  /** Serialises the part of the graph that the outputs need. */
  build(): Uint8Array {
    if (this.outputs.size === 0) throw new SemascopeError('internal', 'a graph needs an output')
    const { nodes, needed } = this.live()
    return encodeModel({
      nodes: nameOutputs(nodes, this.outputs),
      inputs: [...this.inputs.values()].filter((input) => needed.has(input.name)),
      outputs: [...this.outputs].map(([name, value]) => ({ ...value, name })),
      initializers: [...this.initializers.values()].filter((init) => needed.has(init.name)),
    })
  }

  /** Returns a name that no tensor has yet. */
  fresh(prefix: string): string {
    let name: string
    do name = `${prefix}_${this.counter++}`
    while (this.names.has(name))
    return name
  }

  private claim(name: string): string {
    if (this.names.has(name)) throw new SemascopeError('internal', `tensor "${name}" is declared twice`)
    this.names.add(name)
    return name
  }

  private constant(key: string, make: () => Value): Value {
    let value = this.constants.get(key)
    if (!value) {
      value = make()
      this.constants.set(key, value)
    }
    return value
  }

  private live() {
    return liveNodes(
      this.nodes,
      [...this.outputs.values()].map((value) => value.name),
    )
  }
}
