import { threadId } from 'node:worker_threads'
import { SemascopeError } from '@/lib/errors'
import { float32, openSession } from '@/lib/runtime/session'
import { serveTasks } from '@/lib/runtime/thread-host'

/** The tasks of the threads in thread-pool.test.ts. */
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

serveTasks({
  echo: (payload) => payload,
  thread: () => threadId,
  variable: (name) => process.env[String(name)],
  block(ms) {
    const end = performance.now() + Number(ms)
    while (performance.now() < end);
    return threadId
  },
  blockForever(_, { progress }) {
    progress('started')
    for (;;);
  },
  async count(to, { progress }) {
    for (let i = 1; i <= Number(to); i++) progress(i)
    return 'done'
  },
  async untilAborted(_, { signal, progress }) {
    progress('started')
    while (!signal.aborted) await sleep(2)
    throw new Error('aborted')
  },
  double(payload) {
    const numbers = payload as Float32Array
    numbers.forEach((value, i) => {
      numbers[i] = 2 * value
    })
    return numbers
  },
  refuse() {
    throw new SemascopeError('not_found', 'no feature 9', { details: { index: 9 } })
  },
  refuseOddly() {
    throw new SemascopeError('conflict', 'odd details', { details: () => 1 })
  },
  fail() {
    throw new TypeError('x is not a function')
  },
  unsendable: () => () => 1,
  exit: () => process.exit(3),
  throwOutside() {
    setTimeout(() => {
      throw new Error('thrown in a timer')
    })
    return sleep(10_000)
  },
  /** Runs a graph again and again, each time for as long as its matrix product takes. */
  async products(payload, { progress }) {
    const { graph, size } = payload as { graph: Uint8Array; size: number }
    const session = await openSession(graph, { threads: 1 })
    const x = float32(new Float32Array(size * size), [size, size])
    for (;;) {
      progress('a product begins')
      await session.run({ x })
    }
  },
  async onnx(graph) {
    const session = await openSession(graph as Uint8Array, { threads: 1 })
    const { y } = await session.run({ x: float32(Float32Array.of(-1, 2), [2]) })
    return [...(y.data as Float32Array)]
  },
})
