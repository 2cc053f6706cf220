import { Graph } from '@/lib/onnx/graph'
import { matMul } from '@/lib/onnx/ops'
import { float32, openSession } from '@/lib/runtime/session'

const ROWS = 4096
const BATCHES = 16

/** Returns how many rows of the bare product [rows, width] · [width, columns] this machine makes in a second. */
export async function productRate(width: number, columns: number, threads: number): Promise<number> {
  const g = new Graph()
  const x = g.input('x', 'float32', ['n', width])
  const W = g.initializer('W', new Float32Array(width * columns).fill(0.01), [width, columns])
  g.output('product', matMul(g, x, W))
  const session = await openSession(g.build(), { threads })
  const feeds = { x: float32(new Float32Array(ROWS * width).fill(0.5), [ROWS, width]) }
  const fetches = { product: float32(new Float32Array(ROWS * columns), [ROWS, columns]) }
  await session.run(feeds, fetches)
  const started = performance.now()
  for (let i = 0; i < BATCHES; i++) await session.run(feeds, fetches)
  const rate = (BATCHES * ROWS * 1000) / (performance.now() - started)
  await session.release()
  return rate
}
