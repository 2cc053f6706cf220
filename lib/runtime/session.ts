/**
 * The only importer of onnxruntime-node. A session blocks its thread while it runs, so keep sessions in worker
 * threads wherever the main thread must stay responsive.
 */
import path from 'node:path'
import * as ort from 'onnxruntime-node'
import { messageOf, SemascopeError } from '@/lib/errors'
import { ownGate } from './native-gate'

/** Weights in files are named by their paths from here. */
const ROOT = path.parse(process.cwd()).root

/** Every call into ONNX Runtime passes it. */
const gate = ownGate()

export type TensorValue =
  | { readonly type: 'float32'; readonly data: Float32Array; readonly dims: readonly number[] }
  | { readonly type: 'int64'; readonly data: BigInt64Array; readonly dims: readonly number[] }
  | { readonly type: 'int32'; readonly data: Int32Array; readonly dims: readonly number[] }
  | { readonly type: 'bool'; readonly data: Uint8Array; readonly dims: readonly number[] }

/** Output names, or a record whose non-null entries are tensors that receive the result. */
type Fetches = readonly string[] | Readonly<Record<string, TensorValue | null>>

export interface SessionOptions {
  /** Threads within one operator; results do not depend on their number. */
  readonly threads: number
  /**
   * Whether idle threads wait by spinning; default false. Spinning saves microseconds per operator if the cores are
   * otherwise idle, and takes these cores from other work if they are not.
   */
  readonly spinning?: boolean
  /**
   * Whether matrices are copied into the order in which products read them; default true. False leaves weights that lie
   * in files there, for all threads and sessions together, at the cost of some speed (docs/benchmarks.md). Results differ
   * in their last bits between the two.
   */
  readonly packing?: boolean
}

export interface Session {
  readonly inputNames: readonly string[]
  readonly outputNames: readonly string[]
  /**
   * Runs the graph and returns `fetches`, or every output without them. Throws `internal` with the message of the
   * graph.
   */
  run(feeds: Readonly<Record<string, TensorValue>>, fetches?: Fetches): Promise<Record<string, TensorValue>>
  release(): Promise<void>
}

/** Returns a float32 tensor value. */
export function float32(data: Float32Array, dims: readonly number[]): TensorValue & { type: 'float32' } {
  return { type: 'float32', data, dims }
}

/** Returns an int64 tensor value of ids, or of data that is already 64 bits wide. */
export function int64(
  data: BigInt64Array | ArrayLike<number>,
  dims: readonly number[],
): TensorValue & { type: 'int64' } {
  return { type: 'int64', data: data instanceof BigInt64Array ? data : toInt64(data), dims }
}

/** Returns an int32 tensor value. */
export function int32(data: ArrayLike<number>, dims: readonly number[]): TensorValue & { type: 'int32' } {
  return { type: 'int32', data: data instanceof Int32Array ? data : Int32Array.from(data), dims }
}

function toInt64(ids: ArrayLike<number>): BigInt64Array {
  const out = new BigInt64Array(ids.length)
  for (let i = 0; i < ids.length; i++) out[i] = BigInt(ids[i])
  return out
}

function toOrt(value: TensorValue): ort.Tensor {
  return new ort.Tensor(value.type, value.data, value.dims)
}

function fromOrt(name: string, tensor: ort.Tensor): TensorValue {
  const { data, dims } = tensor
  if (tensor.type === 'float32' && data instanceof Float32Array) return { type: 'float32', data, dims }
  if (tensor.type === 'int64' && data instanceof BigInt64Array) return { type: 'int64', data, dims }
  if (tensor.type === 'int32' && data instanceof Int32Array) return { type: 'int32', data, dims }
  if (tensor.type === 'bool' && data instanceof Uint8Array) return { type: 'bool', data, dims }
  throw new SemascopeError('unsupported', `output "${name}" has the element type ${tensor.type}`)
}

function toOrtFetches(fetches: Fetches): readonly string[] | Record<string, ort.Tensor | null> {
  if (Array.isArray(fetches)) return fetches
  const out: Record<string, ort.Tensor | null> = {}
  for (const [name, value] of Object.entries(fetches)) out[name] = value && toOrt(value)
  return out
}

class OrtSession implements Session {
  constructor(private readonly inner: ort.InferenceSession) {}

  get inputNames(): readonly string[] {
    return this.inner.inputNames
  }

  get outputNames(): readonly string[] {
    return this.inner.outputNames
  }

  async run(
    feeds: Readonly<Record<string, TensorValue>>,
    fetches: Fetches = this.outputNames,
  ): Promise<Record<string, TensorValue>> {
    const inputs: Record<string, ort.Tensor> = {}
    for (const [name, value] of Object.entries(feeds)) inputs[name] = toOrt(value)
    try {
      const results = await gate.pass(() => this.inner.run(inputs, toOrtFetches(fetches)))
      const out: Record<string, TensorValue> = {}
      for (const [name, tensor] of Object.entries(results)) out[name] = fromOrt(name, tensor)
      return out
    } catch (cause) {
      if (cause instanceof SemascopeError) throw cause
      throw new SemascopeError('internal', `graph failed: ${messageOf(cause)}`, { cause })
    }
  }

  async release(): Promise<void> {
    await gate.pass(() => this.inner.release())
  }
}

/** Loads a serialised ONNX model. Throws `internal` with ONNX Runtime's reason if the model is not valid. */
export async function openSession(model: Uint8Array, options: SessionOptions): Promise<Session> {
  try {
    const inner = await gate.pass(() =>
      ort.InferenceSession.create(model, {
        intraOpNumThreads: options.threads,
        interOpNumThreads: 1,
        graphOptimizationLevel: 'all',
        executionMode: 'sequential',
        logSeverityLevel: 3,
        extra: {
          session: {
            use_deterministic_compute: '1',
            model_external_initializers_file_folder_path: ROOT,
            disable_prepacking: options.packing === false ? '1' : '0',
            intra_op: { allow_spinning: options.spinning ? '1' : '0' },
          },
        },
      }),
    )
    return new OrtSession(inner)
  } catch (cause) {
    if (cause instanceof SemascopeError) throw cause
    throw new SemascopeError('internal', `cannot load the graph: ${messageOf(cause)}`, { cause })
  }
}
