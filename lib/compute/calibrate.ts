/**
 * Measures how fast this machine is for an analysis of a given shape: a matrix product in ONNX Runtime, and a loop of plain
 * JavaScript over an array. Takes about half a second.
 */
import { Graph } from '@/lib/onnx/graph'
import { matMul } from '@/lib/onnx/ops'
import { float32, openSession } from '@/lib/runtime/session'

export interface Speed {
  /** Floating-point operations a second of a matrix product on all threads. */
  readonly flops: number
  /** Steps a second of a plain loop on one thread. */
  readonly steps: number
}

export interface ProductShape {
  readonly rows: number
  readonly inner: number
  readonly columns: number
}

/** Longest side of the product: wider ones run at the same rate. */
const MOST_COLUMNS = 4096
const MEASURE_MS = 300
const STEPS = 2 ** 21
const PASSES = 9

/** Measures the speed with a product of about this shape. */
export async function measureSpeed(shape: ProductShape, threads: number): Promise<Speed> {
  return { flops: await productRate(shape, threads), steps: loopRate() }
}

async function productRate({ rows, inner, columns }: ProductShape, threads: number): Promise<number> {
  const wide = Math.min(columns, MOST_COLUMNS)
  const graph = new Graph()
  const x = graph.input('x', 'float32', [rows, inner])
  const w = graph.initializer('w', new Float32Array(inner * wide).fill(0.5), [inner, wide])
  graph.output('y', matMul(graph, x, w))
  const session = await openSession(graph.build(), { threads })
  const feeds = { x: float32(new Float32Array(rows * inner).fill(0.25), [rows, inner]) }
  try {
    await session.run(feeds)
    const begin = performance.now()
    let runs = 0
    while (performance.now() - begin < MEASURE_MS) {
      await session.run(feeds)
      runs++
    }
    return (runs * 2 * rows * inner * wide) / ((performance.now() - begin) / 1000)
  } finally {
    await session.release()
  }
}

/** Mixes bits in a chain, so that neither the compiler nor the processor can do two steps at once; the median of passes. */
function loopRate(): number {
  const values = new Int32Array(STEPS).map((_, i) => i)
  const rates: number[] = []
  let mixed = 1
  for (let pass = 0; pass < PASSES; pass++) {
    const begin = performance.now()
    for (let i = 0; i < STEPS; i++) mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) + values[i]
    rates.push(STEPS / ((performance.now() - begin) / 1000))
  }
  // What was mixed is used, so that it is computed.
  values[0] = mixed
  return rates.sort((a, b) => a - b)[PASSES >> 1]
}
