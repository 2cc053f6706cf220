/**
 * The thread's side of a thread pool: an entry file calls serveTasks once. The pool sends one call at a time. A task
 * that blocks the thread sees its cancellation only at its next await.
 */
import { parentPort } from 'node:worker_threads'
import { SemascopeError } from '@/lib/errors'
import { type FromThread, type ToThread, toPlainError } from './thread-messages'

export interface TaskContext {
  /** Aborted when the caller gives up. */
  readonly signal: AbortSignal
  /** Sends a value to the caller's onProgress. Throws the reason if the caller gave up. */
  progress(value: unknown): void
}

export type Task = (payload: unknown, context: TaskContext) => Promise<unknown> | unknown

/**
 * Answers calls until the pool closes; `after` is called after each of them. Throws `internal` outside a worker thread.
 */
export function serveTasks(
  tasks: Readonly<Record<string, Task>>,
  { after }: { readonly after?: () => void } = {},
): void {
  const port = parentPort
  if (!port) throw new SemascopeError('internal', 'serveTasks runs in worker threads only')
  const running = new Map<number, AbortController>()
  const send = (message: FromThread) => port.postMessage(message)

  const sendError = (id: number, error: unknown) => {
    const plain = toPlainError(error)
    try {
      send({ kind: 'error', id, error: plain })
    } catch {
      // Details that cannot be cloned must not hide the error.
      send({ kind: 'error', id, error: { ...plain, details: undefined } })
    }
  }

  const answer = async (id: number, name: string, payload: unknown) => {
    const controller = new AbortController()
    running.set(id, controller)
    try {
      const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined
      if (!task)
        throw new SemascopeError('internal', `no task "${name}"; known are ${Object.keys(tasks).join(', ')}`)
      const progress = (value: unknown) => {
        controller.signal.throwIfAborted()
        send({ kind: 'progress', id, value })
      }
      const result = await task(payload, { signal: controller.signal, progress })
      send({ kind: 'result', id, value: result })
    } catch (error) {
      sendError(id, error)
    } finally {
      running.delete(id)
      after?.()
    }
  }

  port.on('message', (message: ToThread) => {
    switch (message.kind) {
      case 'call':
        void answer(message.id, message.task, message.payload)
        break
      case 'cancel':
        running.get(message.id)?.abort()
        break
      case 'close':
        for (const controller of running.values()) controller.abort(closing())
        port.close()
        break
      default:
        message satisfies never
    }
  })
}

const closing = () => new SemascopeError('unavailable', 'the compute thread is ending')
