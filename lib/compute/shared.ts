import { config } from '@/lib/config'
import { type Compute, createCompute } from './pool'

/** Requests that may wait for the compute threads; more are told to come back. */
const WAITING = 16

// Next.js evaluates a module once per bundle, so the one pool of a process hangs on globalThis.
const holder = globalThis as typeof globalThis & { semascopeCompute?: Compute }

/** The compute threads behind the pages and the API of this process. */
export function sharedCompute(): Compute {
  holder.semascopeCompute ??= createCompute({ size: config().computeThreads, maxQueue: WAITING })
  return holder.semascopeCompute
}
