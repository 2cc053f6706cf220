import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Graph } from '@/lib/onnx/graph'
import { relu } from '@/lib/onnx/ops'
import { createThreadPool, type ThreadPool, type ThreadPoolOptions } from '@/lib/runtime/thread-pool'

const folder = mkdtempSync(join(tmpdir(), 'semascope-threads-'))
const entry = join(folder, 'thread-entry.mjs')
const root = join(import.meta.dirname, '../..')
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
let pool: ThreadPool

function open(options: Partial<ThreadPoolOptions> = {}): ThreadPool {
  pool = createThreadPool({ entry, size: 1, maxQueue: 8, ...options })
  return pool
}

beforeAll(async () => {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  await build({
    entryPoints: [join(import.meta.dirname, 'thread-entry.ts')],
    outfile: entry,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    tsconfig: join(root, 'tsconfig.json'),
  })
})
afterEach(() => pool.close())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('calls', () => {
  it('run in another thread and return', async () => {
    open()
    expect(await pool.call('echo', { a: [1, new Float32Array([2])] })).toEqual({
      a: [1, new Float32Array([2])],
    })
    expect(await pool.call('thread', null)).not.toBe(0)
  })

  it('use as many threads as there are, and no more', async () => {
    open({ size: 2 })
    const threads = await Promise.all([1, 2, 3, 4].map(() => pool.call('block', 30)))
    expect(new Set(threads).size).toBe(2)
  })

  it('start in the order of the calls', async () => {
    open()
    const order: number[] = []
    await Promise.all([1, 2, 3].map(async (n) => order.push((await pool.call('echo', n)) as number)))
    expect(order).toEqual([1, 2, 3])
  })

  it('report progress before they resolve', async () => {
    open()
    const seen: unknown[] = []
    expect(await pool.call('count', 4, { onProgress: (value) => seen.push(value) })).toBe('done')
    expect(seen).toEqual([1, 2, 3, 4])
  })

  it('move buffers to the thread', async () => {
    open()
    const numbers = Float32Array.of(1, 2)
    expect(await pool.call('double', numbers, { transfer: [numbers.buffer] })).toEqual(Float32Array.of(2, 4))
    expect(numbers.length).toBe(0)
  })

  it('see the environment that the pool was given', async () => {
    open({ env: { SEMASCOPE_TEST: 'yes' } })
    expect(await pool.call('variable', 'SEMASCOPE_TEST')).toBe('yes')
  })

  it('run ONNX graphs, and the pool closes cleanly afterwards', async () => {
    const g = new Graph()
    g.output('y', relu(g, g.input('x', 'float32', ['n'])))
    open({ size: 2 })
    const graph = g.build()
    expect(await Promise.all([pool.call('onnx', graph), pool.call('onnx', graph)])).toEqual([
      [0, 2],
      [0, 2],
    ])
    await pool.close()
    expect(pool.running).toBe(0)
  })
})

describe('a full queue', () => {
  it('refuses with busy and accepts again once there is room', async () => {
    open({ maxQueue: 1 })
    const calls = [pool.call('block', 40), pool.call('echo', 'waits')]
    expect(pool.waiting).toBe(1)
    await expect(pool.call('echo', 1)).rejects.toMatchObject({
      name: 'SemascopeError',
      code: 'busy',
      status: 503,
      details: { waiting: 1, retryAfterSeconds: 1 },
    })
    await Promise.all(calls)
    expect(await pool.call('echo', 2)).toBe(2)
  })

  it('of length 0 still lets an idle thread work', async () => {
    open({ maxQueue: 0 })
    const running = pool.call('block', 20)
    await expect(pool.call('echo', 1)).rejects.toMatchObject({ code: 'busy' })
    await running
    expect(await pool.call('echo', 2)).toBe(2)
  })
})

describe('an idle thread', () => {
  it('ends, and the next call gets another one', async () => {
    open({ idleMs: 30 })
    const first = await pool.call('thread', null)
    expect(await pool.call('thread', null)).toBe(first)
    await sleep(200)
    const second = await pool.call('thread', null)
    expect(second).not.toBe(first)
    expect(await pool.call('thread', null)).toBe(second)
  })

  it('stays while it has calls, however long they take', async () => {
    open({ idleMs: 20 })
    const threads = [await pool.call('block', 100), await pool.call('block', 100)]
    expect(threads[1]).toBe(threads[0])
  })

  it('is waited for by close', async () => {
    open({ idleMs: 1 })
    await pool.call('thread', null)
    await sleep(20)
    await pool.close()
    await expect(pool.call('thread', null)).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('errors', () => {
  it('keep code, message and details', async () => {
    open()
    await expect(pool.call('refuse', null)).rejects.toMatchObject({
      name: 'SemascopeError',
      code: 'not_found',
      status: 404,
      message: 'no feature 9',
      details: { index: 9 },
    })
    await expect(pool.call('refuseOddly', null)).rejects.toMatchObject({
      code: 'conflict',
      message: 'odd details',
    })
  })

  it.each([
    ['fail', null, 'task "fail" failed: x is not a function'],
    ['nothing', null, 'no task "nothing"; known are echo,'],
    ['unsendable', null, 'task "unsendable" failed:'],
    ['echo', () => 1, 'the payload of task "echo" cannot be sent'],
  ])('%s', async (task, payload, message) => {
    open()
    await expect(pool.call(task, payload)).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining(message),
    })
    expect(await pool.call('echo', 'still there')).toBe('still there')
  })

  it.each([
    ['exit', 'the thread crashed while it ran task "exit": exit code 3'],
    ['throwOutside', 'the thread crashed while it ran task "throwOutside": thrown in a timer'],
  ])('a crash (%s) rejects its call and the next thread serves the queue', async (task, message) => {
    open()
    const crashed = pool.call(task, null)
    const next = pool.call('echo', 'next')
    await expect(crashed).rejects.toMatchObject({ code: 'internal', message })
    expect(await next).toBe('next')
    expect(await pool.call('echo', 'later')).toBe('later')
  })

  it('an entry that does not exist', async () => {
    open({ entry: join(folder, 'none.mjs') })
    await expect(pool.call('echo', 1)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('none.mjs does not exist'),
    })
  })

  it('a relative entry', () => {
    expect(() => createThreadPool({ entry: 'dist/x.js', size: 1, maxQueue: 1 })).toThrow(
      'not an absolute path',
    )
  })
})

describe('cancelling', () => {
  it('a running call rejects at once, its task is told, and the thread is free again', async () => {
    open()
    const controller = new AbortController()
    const call = pool.call('untilAborted', null, {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('gave up')),
    })
    await expect(call).rejects.toThrow('gave up')
    expect(await pool.call('echo', 1)).toBe(1)
  })

  it('a waiting call leaves the queue', async () => {
    open()
    const controller = new AbortController()
    const first = pool.call('block', 20)
    const second = pool.call('exit', null, { signal: controller.signal })
    controller.abort(new Error('never mind'))
    expect(pool.waiting).toBe(0)
    await expect(second).rejects.toThrow('never mind')
    await first
    await expect(pool.call('echo', 1, { signal: controller.signal })).rejects.toThrow('never mind')
  })
})

describe('closing', () => {
  it('rejects running, waiting and later calls', async () => {
    open()
    const calls = [pool.call('block', 30), pool.call('echo', 1)]
    const rejections = calls.map((call) => expect(call).rejects.toMatchObject({ code: 'unavailable' }))
    await pool.close()
    await Promise.all(rejections)
    await expect(pool.call('echo', 1)).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('kills a task that does not end', async () => {
    open()
    let rejection: Promise<void> | undefined
    await new Promise((started) => {
      const call = pool.call('blockForever', null, { onProgress: started })
      rejection = expect(call).rejects.toMatchObject({ code: 'unavailable' })
    })
    await pool.close({ graceMs: 50 })
    await rejection
  })
})
