import path from 'node:path'
import { config } from '@/lib/config'
import { availableProcessors } from '@/lib/config/processors'
import { createThreadPool, type ThreadPool } from '@/lib/runtime/thread-pool'
import type { Answer, Payload, TaskName } from './tasks'

/** The compute threads of a process, with the types of their tasks. */
export interface Compute {
  readonly size: number
  /** Threads that one operator may use: the cores divided by the size of the pool. */
  readonly operatorThreads: number
  /** Runs a task; `progress` gets what the task says it has done, in the task's own unit. */
  call<N extends TaskName>(
    task: N,
    payload: Payload<N>,
    signal?: AbortSignal,
    progress?: (done: number) => void,
  ): Promise<Answer<N>>
  close(): Promise<void>
}

/** A thread without a task for so long ends; starting one takes about half a second. */
const IDLE_MS = 20_000

/** Creates the pool; a thread starts with its first call. */
export function createCompute(options: { readonly size: number; readonly maxQueue: number }): Compute {
  const { distDir, ortThreads } = config()
  const pool: ThreadPool = createThreadPool({
    entry: path.join(distDir, 'compute-thread.js'),
    size: options.size,
    maxQueue: options.maxQueue,
    idleMs: IDLE_MS,
  })
  return {
    size: options.size,
    operatorThreads: ortThreads || Math.max(1, Math.floor(availableProcessors() / options.size)),
    call: <N extends TaskName>(
      task: N,
      payload: Payload<N>,
      signal?: AbortSignal,
      progress?: (done: number) => void,
    ) =>
      pool.call(task, payload, {
        ...(signal && { signal }),
        ...(progress && { onProgress: (done: unknown) => progress(done as number) }),
      }) as Promise<Answer<N>>,
    close: () => pool.close(),
  }
}
