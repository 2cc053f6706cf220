/**
 * A pool of worker threads that each run one call at a time, for work that blocks its thread, such as ONNX Runtime.
 * Threads start when first needed, from a compiled file that calls serveTasks (thread-host.ts). Calls wait in a
 * bounded queue, first come first served.
 */
import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import type { Transferable } from 'node:worker_threads'
import { SemascopeError } from '@/lib/errors'
import { type Call, startThread, type Thread } from './thread'

export interface ThreadPoolOptions {
  /** Absolute path of the compiled entry file. */
  readonly entry: string
  /** Most threads. */
  readonly size: number
  /** Most calls that wait while every thread is busy; a further call gets `busy`. */
  readonly maxQueue: number
  /** A thread that has no call for so many milliseconds ends, and with it all that it keeps. Default: none ends. */
  readonly idleMs?: number
  /** The whole environment of the threads; default: that of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

interface CallOptions {
  /** Buffers to move into the thread instead of copying them. */
  readonly transfer?: readonly Transferable[]
  /** Rejects the call with the signal's reason at once; a running task is told to stop. */
  readonly signal?: AbortSignal
  readonly onProgress?: (value: unknown) => void
}

export interface ThreadPool {
  /** Number of running and of waiting calls. */
  readonly running: number
  readonly waiting: number
  /**
   * Runs a task. Rejects with the task's own SemascopeError, with `busy` if the queue is full, `internal` if the
   * thread crashed (the next call gets a new thread), and `unavailable` if the pool is closed.
   */
  call(task: string, payload: unknown, options?: CallOptions): Promise<unknown>
  /**
   * Rejects every call, then ends the threads; after `graceMs` (5,000) it kills those that still compute. It waits for
   * native calls, which cannot be interrupted.
   */
  close(options?: { readonly graceMs?: number }): Promise<void>
}

export function createThreadPool({ entry, size, maxQueue, idleMs, env }: ThreadPoolOptions): ThreadPool {
  if (!isAbsolute(entry))
    throw new SemascopeError('internal', `thread entry ${entry} is not an absolute path`)
  if (!Number.isInteger(size) || size < 1) throw new SemascopeError('internal', `a pool of ${size} threads`)
  const threads = new Set<Thread>()
  const queue: Call[] = []
  const runs = new Map<Call, Thread>()
  const timers = new Map<Thread, NodeJS.Timeout>()
  const ending = new Set<Promise<void>>()
  let closed = false
  let lastId = 0

  const idleThread = (): Thread | undefined => {
    for (const thread of threads) if (!thread.busy) return thread
    if (threads.size >= size) return undefined
    if (!existsSync(entry))
      throw new SemascopeError(
        'unavailable',
        `thread entry ${entry} does not exist; has the project been built?`,
      )
    const started = startThread({
      entry,
      env,
      onIdle: () => {
        pump()
        rest()
      },
      onGone: (thread) => threads.delete(thread),
    })
    threads.add(started)
    return started
  }

  /** Lets threads without a call end after a while. */
  function rest(): void {
    if (idleMs === undefined || closed) return
    for (const thread of threads) {
      if (thread.busy || timers.has(thread)) continue
      const timer = setTimeout(() => {
        timers.delete(thread)
        threads.delete(thread)
        const ended = thread.close(GRACE_MS).finally(() => ending.delete(ended))
        ending.add(ended)
      }, idleMs)
      timers.set(thread, timer.unref())
    }
  }

  function pump(): void {
    while (queue.length > 0 && !closed) {
      let thread: Thread | undefined
      try {
        thread = idleThread()
      } catch (error) {
        for (const call of queue.splice(0)) call.reject(error)
        return
      }
      if (!thread) return
      const call = queue[0]
      queue.shift()
      runs.set(call, thread)
      clearTimeout(timers.get(thread))
      timers.delete(thread)
      thread.start(call)
    }
  }

  const forget = (call: Call) => {
    runs.delete(call)
    const index = queue.indexOf(call)
    if (index >= 0) queue.splice(index, 1)
  }

  return {
    get running() {
      return [...threads].filter((thread) => thread.busy).length
    },
    get waiting() {
      return queue.length
    },
    call(task, payload, { transfer = [], signal, onProgress } = {}) {
      if (closed) return Promise.reject(closedError())
      if (signal?.aborted) return Promise.reject(signal.reason)
      const free = threads.size < size || [...threads].some((thread) => !thread.busy)
      if (!free && queue.length >= maxQueue) return Promise.reject(busyError(queue.length))
      return new Promise((resolve, reject) => {
        let settled = false
        const settle = (done: () => void) => {
          settled = true
          signal?.removeEventListener('abort', abort)
          forget(call)
          done()
        }
        const call: Call = {
          id: ++lastId,
          task,
          payload,
          transfer,
          progress: (value) => {
            if (!settled) onProgress?.(value)
          },
          resolve: (value) => settle(() => resolve(value)),
          reject: (error) => settle(() => reject(error)),
        }
        const abort = () => {
          runs.get(call)?.cancel(call.id)
          call.reject(signal?.reason)
        }
        signal?.addEventListener('abort', abort, { once: true })
        queue.push(call)
        pump()
      })
    },
    async close({ graceMs = GRACE_MS } = {}) {
      closed = true
      for (const timer of timers.values()) clearTimeout(timer)
      for (const call of [...queue, ...runs.keys()]) call.reject(closedError())
      await Promise.all([...ending, ...[...threads].map((thread) => thread.close(graceMs))])
    },
  }
}

/** How long an ending thread may go on. */
const GRACE_MS = 5000

const closedError = () => new SemascopeError('unavailable', 'the thread pool is closed')

const busyError = (waiting: number) =>
  new SemascopeError('busy', `every compute thread is busy and ${waiting} calls wait; try again shortly`, {
    details: { waiting, retryAfterSeconds: 1 },
  })
