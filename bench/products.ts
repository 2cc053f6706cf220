/**
 * The matrix products of a training step as one graph of nothing else: what the step would cost if everything
 * beside its arithmetic were free. Operands are inputs, results go into tensors made beforehand, as in the steps.
 */
import type { ModelSpec } from '@/lib/domain/model'
import { Graph } from '@/lib/onnx/graph'
import { fusedMatMul, matMul } from '@/lib/onnx/ops'
import { float32, openSession, type TensorValue } from '@/lib/runtime/session'
import { uniforms } from '@/lib/training/random'

/** op(a) · op(b) of batches of matrices: [...batch, m, k] · [...batch, k, n]. */
export interface Product {
  readonly batch?: readonly number[]
  readonly m: number
  readonly k: number
  readonly n: number
  readonly transA?: boolean
  readonly transB?: boolean
}

/** x·W with the gradients of x and of W; `rows` of x [rows, k], W [k, n]. */
function linear(rows: number, k: number, n: number): Product[] {
  return [
    { m: rows, k, n },
    { m: rows, k: n, n: k, transB: true },
    { m: k, k: rows, n, transA: true },
  ]
}

/** Products of `trainTransformerGraph`. */
export function modelProducts(spec: ModelSpec, sequences: number, seq: number): Product[] {
  const { dModel, dMlp, dVocab, nHeads } = spec
  const rows = sequences * seq
  const dHead = dModel / nHeads
  const batch = [sequences, nHeads]
  const block: Product[] = [
    ...Array.from({ length: 4 }, () => linear(rows, dModel, dModel)).flat(), // W_Q, W_K, W_V, W_O
    { batch, m: seq, k: dHead, n: seq, transB: true }, // q·kᵀ
    { batch, m: seq, k: seq, n: dHead }, // dq
    { batch, m: seq, k: seq, n: dHead, transA: true }, // dk
    { batch, m: seq, k: seq, n: dHead }, // pattern·v
    { batch, m: seq, k: dHead, n: seq, transB: true }, // dpattern
    { batch, m: seq, k: seq, n: dHead, transA: true }, // dv
    ...linear(rows, dModel, dMlp),
    ...linear(rows, dMlp, dModel),
  ]
  return [...Array.from({ length: spec.nLayers }, () => block).flat(), ...linear(rows, dModel, dVocab)]
}

/** Products of a standard dictionary's step with every feature on every row; the gradient of x is not needed. */
export function dictionaryProducts(dIn: number, dSae: number, batch: number): Product[] {
  return [
    { m: batch, k: dIn, n: dSae }, // x·W_enc
    { m: dIn, k: batch, n: dSae, transA: true }, // dW_enc
    ...linear(batch, dSae, dIn), // f·W_dec, df, dW_dec
  ]
}

/** Multiply-adds times two. */
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

/** Opens the graph of these products, each with operands and a result of its own. */
export async function openProducts(products: readonly Product[], threads: number): Promise<Products> {
  const g = new Graph()
  const noise = uniforms(1, 'operands', 65_521, 1)
  const feeds: Record<string, TensorValue> = {}
  const fetches: Record<string, TensorValue> = {}
  const operand = (name: string, dims: readonly number[]) => {
    feeds[name] = float32(
      Float32Array.from({ length: elements(dims) }, (_, at) => noise[at % noise.length]),
      dims,
    )
    return g.input(name, 'float32', dims)
  }
  products.forEach(({ batch = [], m, k, n, transA = false, transB = false }, i) => {
    const a = operand(`a_${i}`, [...batch, ...(transA ? [k, m] : [m, k])])
    const b = operand(`b_${i}`, [...batch, ...(transB ? [n, k] : [k, n])])
    const dims = [...batch, m, n]
    g.output(`c_${i}`, transA || transB ? fusedMatMul(g, a, b, { transA, transB }) : matMul(g, a, b))
    fetches[`c_${i}`] = float32(new Float32Array(elements(dims)), dims)
  })
  const session = await openSession(g.build(), { threads })
  return {
    async run() {
      await session.run(feeds, fetches)
    },
    release: () => session.release(),
  }
}

function elements(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1)
}
