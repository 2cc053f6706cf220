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
  /** Array entries a second of a plain loop on one thread. */
  readonly entries: number
}

export interface ProductShape {
  readonly rows: number
  readonly inner: number
  readonly columns: number
}

/** Longest side of the product: wider ones run at the same rate. */
const MOST_COLUMNS = 4096
const MEASURE_MS = 300
const ENTRIES = 2 ** 21

/** Measures the speed with a product of about this shape. */
export async function measureSpeed(shape: ProductShape, threads: number): Promise<Speed> {
  return { flops: await productRate(shape, threads), entries: loopRate() }
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

/** Compares entries with a bound that rises, as heaps and histograms do. */
function loopRate(): number {
  const values = new Float32Array(ENTRIES)
  for (let i = 0; i < ENTRIES; i++) values[i] = ((i * 2654435761) >>> 0) / 2 ** 32
  let found = 0
  const pass = () => {
    let bound = 0
    for (let i = 0; i < ENTRIES; i++) {
      if (values[i] <= bound) continue
      bound += (values[i] - bound) / 64
      found++
    }
  }
  pass()
  const begin = performance.now()
  let passes = 0
  while (performance.now() - begin < MEASURE_MS / 4) {
    pass()
    passes++
  }
  const seconds = (performance.now() - begin) / 1000
  return found < 0 ? 0 : (passes * ENTRIES) / seconds
}
