import { config } from '@/lib/config'
import { type Compute, createCompute } from './pool'

/** Most requests that wait for the compute threads; further requests get `busy`. */
const WAITING = 16

// Next.js evaluates a module once per bundle, so globalThis holds the one pool of a process.
const holder = globalThis as typeof globalThis & { semascopeCompute?: Compute }

/** Returns the compute threads for the pages and the API of this process. */
export function sharedCompute(): Compute {
  holder.semascopeCompute ??= createCompute({ size: config().computeThreads, maxQueue: WAITING })
  return holder.semascopeCompute
}
