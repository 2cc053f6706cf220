/**
 * Tells whether a compute thread is inside native code. A thread that is terminated there, by its pool or by the end of
 * the process, aborts the whole process: ONNX Runtime's answer finds no JavaScript to return to and throws in C++. So a
 * thread passes a gate around every native call; whoever wants to end the thread closes the gate, after which no further
 * native call begins, and waits until the last one has left. Then the thread can be terminated at any moment.
 *
 * The gate is one shared 32-bit word: a bit for "closed" and the number of native calls that run.
 */
import { workerData } from 'node:worker_threads'
import { SemascopeError } from '@/lib/errors'

const CLOSED = 1 << 30

export interface NativeGate {
  /** The memory that the two sides share. */
  readonly memory: SharedArrayBuffer
  /** True if no native call runs. */
  readonly idle: boolean
  /** Lets no further native call begin. */
  close(): void
  /** Runs a native call. Throws `unavailable`, without a call, if the gate is closed. */
  pass<T>(call: () => Promise<T>): Promise<T>
  /** Blocks this thread until no native call runs, for at most `milliseconds`; returns false after that. */
  waitIdle(milliseconds: number): boolean
}

/** Creates a gate, or the other side of one from its memory. */
export function nativeGate(memory = new SharedArrayBuffer(4)): NativeGate {
  const word = new Int32Array(memory)
  const leave = () => {
    Atomics.sub(word, 0, 1)
    Atomics.notify(word, 0)
  }
  return {
    memory,
    get idle() {
      return (Atomics.load(word, 0) & ~CLOSED) === 0
    },
    close: () => void Atomics.or(word, 0, CLOSED),
    async pass(call) {
      // Adding first leaves no moment between the question and the call in which the gate could close unseen.
      if ((Atomics.add(word, 0, 1) & CLOSED) !== 0) {
        leave()
        throw new SemascopeError('unavailable', 'the compute thread is ending')
      }
      try {
        return await call()
      } finally {
        leave()
      }
    },
    waitIdle(milliseconds) {
      for (const end = performance.now() + milliseconds; ; ) {
        const value = Atomics.load(word, 0)
        if ((value & ~CLOSED) === 0) return true
        const left = end - performance.now()
        if (left <= 0) return false
        Atomics.wait(word, 0, value, left)
      }
    },
  }
}

/** The name of the memory of a thread's gate in its workerData. */
export const GATE_MEMORY = 'semascopeGate'

/** Returns the gate of this thread; one that nobody closes in a thread that no pool started. */
export function ownGate(): NativeGate {
  const memory: unknown = (workerData as Record<string, unknown> | null)?.[GATE_MEMORY]
  return memory instanceof SharedArrayBuffer ? nativeGate(memory) : nativeGate()
}
