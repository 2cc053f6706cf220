import { type Transferable, Worker } from 'node:worker_threads'
import { messageOf, SemascopeError } from '@/lib/errors'
import { GATE_MEMORY, nativeGate } from './native-gate'
import { guardExit } from './safe-exit'
import { type FromThread, fromPlainError, type ToThread } from './thread-messages'

/** A call in the pool, queued or running. */
export interface Call {
  readonly id: number
  readonly task: string
  readonly payload: unknown
  readonly transfer: readonly Transferable[]
  progress(value: unknown): void
  resolve(value: unknown): void
  reject(error: unknown): void
}

export interface Thread {
  readonly busy: boolean
  /** Sends a call; the thread must be idle. */
  start(call: Call): void
  /** Tells the task that the caller gave up; the thread stays busy until the task returns. */
  cancel(id: number): void
  /**
   * Lets no further native call begin, tells the task to stop, and lets the thread end. After `graceMs` it is killed, as
   * soon as it is in no native call.
   */
  close(graceMs: number): Promise<void>
}

export interface ThreadOptions {
  readonly entry: string
  readonly env: Readonly<Record<string, string | undefined>> | undefined
  /** Called when the thread is idle or gone, so that there may be room for another call. */
  onIdle(): void
  /** Called when the thread is gone and takes no more calls. */
  onGone(thread: Thread): void
}

/** How often a closing thread is looked at. */
const LOOK_MS = 20

/** Starts one worker thread, which keeps the process alive only while it has a call. */
export function startThread({ entry, env, onIdle, onGone }: ThreadOptions): Thread {
  let current: Call | undefined
  let failure: unknown
  let gone = false
  const gate = nativeGate()
  // Not `new Worker(...)`: bundlers rewrite that expression and look for the file at build time.
  const worker: Worker = Reflect.construct(Worker, [
    entry,
    { execArgv: [], workerData: { [GATE_MEMORY]: gate.memory }, ...(env && { env }) },
  ])
  const unguard = guardExit(gate)
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const post = (message: ToThread, transfer: readonly Transferable[] = []) =>
    worker.postMessage(message, transfer)

  const finish = (settle: (call: Call) => void) => {
    const call = current
    current = undefined
    if (!gone) worker.unref()
    if (call) settle(call)
    onIdle()
  }
  worker.unref()
  worker.on('message', (message: FromThread) => {
    if (message.id !== current?.id) return
    switch (message.kind) {
      case 'progress':
        current.progress(message.value)
        break
      case 'result':
        finish((call) => call.resolve(message.value))
        break
      case 'error':
        finish((call) => call.reject(fromPlainError(call.task, message.error)))
        break
      default:
        message satisfies never
    }
  })
  worker.on('messageerror', (cause) => {
    finish((call) =>
      call.reject(new SemascopeError('internal', `task "${call.task}": ${messageOf(cause)}`, { cause })),
    )
  })
  worker.on('error', (error) => {
    failure = error
  })
  worker.on('exit', (code) => {
    gone = true
    unguard()
    onGone(thread)
    const why = failure === undefined ? `exit code ${code}` : messageOf(failure)
    finish((call) =>
      call.reject(
        new SemascopeError('internal', `the thread crashed while it ran task "${call.task}": ${why}`, {
          cause: failure,
        }),
      ),
    )
  })

  const thread: Thread = {
    get busy() {
      return current !== undefined
    },
    start(call) {
      current = call
      worker.ref()
      try {
        post({ kind: 'call', id: call.id, task: call.task, payload: call.payload }, call.transfer)
      } catch (cause) {
        const message = `the payload of task "${call.task}" cannot be sent: ${messageOf(cause)}`
        finish(() => call.reject(new SemascopeError('internal', message, { cause })))
      }
    },
    cancel: (id) => post({ kind: 'cancel', id }),
    async close(graceMs) {
      if (gone) return
      worker.ref()
      gate.close()
      post({ kind: 'close' })
      const since = performance.now()
      const timer = setInterval(() => {
        if (performance.now() - since >= graceMs && gate.idle) void worker.terminate()
      }, LOOK_MS)
      await ended
      clearInterval(timer)
    },
  }
  return thread
}
