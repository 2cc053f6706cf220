/** A process that ends, in the way its argument says, while a compute thread is inside a matrix product. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Graph } from '@/lib/onnx/graph'
import { matMul } from '@/lib/onnx/ops'
import { createThreadPool } from '@/lib/runtime/thread-pool'

const [entry, how, wait] = process.argv.slice(2)
/** A product takes about 50 ms. */
const SIZE = 1024

const graph = new Graph()
const x = graph.input('x', 'float32', [SIZE, SIZE])
graph.output('y', matMul(graph, x, x))

const pool = createThreadPool({ entry, size: 2, maxQueue: 4 })
const payload = { graph: graph.build(), size: SIZE }
const begun = [0, 1].map(
  () =>
    new Promise<void>((resolve) => {
      pool.call('products', payload, { onProgress: () => resolve() }).catch(() => undefined)
    }),
)
await Promise.all(begun)
await sleep(Number(wait))
if (how === 'close') await pool.close({ graceMs: 0 })
process.stdout.write('ends\n')
process.exit(130)
