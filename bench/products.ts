/**
 * The matrix products of a training step as one graph without anything else: the cost of the step if everything
 * except its arithmetic were free.
 */
import type { ModelSpec } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { layOut } from '@/lib/kernels/memory'
import { Graph } from '@/lib/onnx/graph'
import { fusedMatMul, matMul } from '@/lib/onnx/ops'
import type { Dim } from '@/lib/onnx/shape'
import type { Value } from '@/lib/onnx/value'
import { float32, openSession } from '@/lib/runtime/session'
import { uniforms } from '@/lib/training/random'

/**
 * op(a) · op(b) of batches of matrices: [...batch, m, k] · [...batch, k, n]. Operands with the same name are one
 * tensor.
 */
export interface Product {
  readonly a: string
  readonly b: string
  readonly batch?: readonly number[]
  readonly m: number
  readonly k: number
  readonly n: number
  readonly transA?: boolean
  readonly transB?: boolean
}

/** x·W with the gradients of x and of W; `rows` of x [rows, k], W [k, n]. */
function linear(W: string, rows: number, k: number, n: number): Product[] {
  const [x, dy] = [`x of ${W}`, `dy of ${W}`]
  return [
    { a: x, b: W, m: rows, k, n },
    { a: dy, b: W, m: rows, k: n, n: k, transB: true },
    { a: x, b: dy, m: k, k: rows, n, transA: true },
  ]
}

/** Returns the products of `trainTransformerGraph`. */
export function modelProducts(spec: ModelSpec, sequences: number, seq: number): Product[] {
  const { dModel, dMlp, dVocab, nHeads } = spec
  const rows = sequences * seq
  const dHead = dModel / nHeads
  const batch = [sequences, nHeads]
  const block = (layer: number): Product[] => {
    const at = (name: string) => `${layer}.${name}`
    const wide = { batch, m: seq, k: dHead, n: seq, transB: true } // of two [seq, d_head]
    const narrow = { batch, m: seq, k: seq, n: dHead } // of [seq, seq] and [seq, d_head]
    return [
      ...['W_Q', 'W_K', 'W_V', 'W_O'].flatMap((W) => linear(at(W), rows, dModel, dModel)),
      { ...wide, a: at('q'), b: at('k') }, // scores
      { ...narrow, a: at('dscores'), b: at('k') }, // dq
      { ...narrow, a: at('dscores'), b: at('q'), transA: true }, // dk
      { ...narrow, a: at('pattern'), b: at('v') }, // z
      { ...wide, a: at('dz'), b: at('v') }, // dpattern
      { ...narrow, a: at('pattern'), b: at('dz'), transA: true }, // dv
      ...linear(at('W_in'), rows, dModel, dMlp),
      ...linear(at('W_out'), rows, dMlp, dModel),
    ]
  }
  const blocks = Array.from({ length: spec.nLayers }, (_, layer) => block(layer)).flat()
  return [...blocks, ...linear('W_U', rows, dModel, dVocab)]
}

/**
 * Returns the products of a standard dictionary's step with every feature on every row; it needs no gradient of x.
 */
export function dictionaryProducts(dIn: number, dSae: number, batch: number): Product[] {
  return [
    { a: 'x', b: 'W_enc', m: batch, k: dIn, n: dSae },
    { a: 'x', b: 'df', m: dIn, k: batch, n: dSae, transA: true },
    ...linear('W_dec', batch, dSae, dIn),
  ]
}

/** Returns the number of multiply-adds times two. */
export function floatingPointOperations(products: readonly Product[]): number {
  return products.reduce(
    (sum, { batch = [], m, k, n }) => sum + batch.reduce((a, b) => a * b, 1) * 2 * m * k * n,
    0,
  )
}

export interface Products {
  run(): Promise<void>
  release(): Promise<void>
}

/**
 * Opens the graph of these products. Operands start on cache lines, and only one row of each result leaves the graph:
 * ONNX Runtime allocates a whole output again in every run, which costs half as much as the product.
 */
export async function openProducts(products: readonly Product[], threads: number): Promise<Products> {
  const g = new Graph()
  const inputs = new Map<string, Value>()
  const names: string[] = []
  const operand = (name: string, dims: readonly number[]) => {
    const value = inputs.get(name) ?? g.input(name, 'float32', dims)
    if (value.dims.join() !== dims.join())
      throw new SemascopeError('internal', `operand "${name}" is [${value.dims}] and [${dims}]`)
    inputs.set(name, value)
    return value
  }
  products.forEach((product, i) => {
    const { batch = [], m, k, n, transA = false, transB = false } = product
    const a = operand(product.a, [...batch, ...(transA ? [k, m] : [m, k])])
    const b = operand(product.b, [...batch, ...(transB ? [n, k] : [k, n])])
    const value = transA || transB ? fusedMatMul(g, a, b, { transA, transB }) : matMul(g, a, b)
    const [, ...rest] = value.dims
    const row = g.emit1('Slice', [value, g.ints([0]), g.ints([1]), g.ints([0])], {
      type: 'float32',
      dims: [1, ...rest],
    })
    names.push(`product ${i}`)
    g.output(`product ${i}`, row)
  })
  const lengths = [...inputs].map(([name, { dims }]) => [name, elements(dims)] as const)
  const memory = layOut(new Map(lengths), 'the benchmark')
  const feeds = Object.fromEntries(
    [...inputs].map(([name, { dims }]) => [name, float32(memory.floats(name), dims.map(Number))]),
  )
  const noise = uniforms(1, 'operands', 65_521, 1)
  for (const { data } of Object.values(feeds))
    for (let at = 0; at < data.length; at++) data[at] = noise[at % noise.length]
  const session = await openSession(g.build(), { threads })
  return {
    async run() {
      await session.run(feeds, names)
    },
    release: () => session.release(),
  }
}

function elements(dims: readonly Dim[]): number {
  return dims.reduce<number>((product, dim) => product * Number(dim), 1)
}
