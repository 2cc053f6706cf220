import { SemascopeError } from '@/lib/errors'

const PAGE = 65_536
/** The range of 32-bit addresses. */
const LIMIT = 65_536 * PAGE
/** Arrays start on cache lines and not at address 0. */
const ALIGNMENT = 64

/** A kernel's linear memory, laid out once. It never grows, so views of it stay valid. */
export interface KernelMemory {
  readonly memory: WebAssembly.Memory
  readonly offsets: ReadonlyMap<string, number>
  /** Returns the float32 array called `name`. */
  floats(name: string): Float32Array
}

/**
 * Lays out arrays of four-byte elements, given by name and length. The operating system supplies pages when they are
 * first written. Throws `unsupported` with `what` beyond four gigabytes.
 */
export function layOut(lengths: ReadonlyMap<string, number>, what: string): KernelMemory {
  const offsets = new Map<string, number>()
  let end = 1024
  for (const [name, length] of lengths) {
    offsets.set(name, end)
    end += Math.ceil((4 * length) / ALIGNMENT) * ALIGNMENT
  }
  if (end > LIMIT)
    throw new SemascopeError(
      'unsupported',
      `${what} needs ${(end / 2 ** 30).toFixed(1)} GiB of kernel memory, more than the possible 4 GiB`,
    )
  const pages = Math.ceil(end / PAGE)
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
  return {
    memory,
    offsets,
    floats(name) {
      const [offset, length] = [offsets.get(name), lengths.get(name)]
      if (offset === undefined || length === undefined)
        throw new SemascopeError('internal', `the kernel has no array "${name}"`)
      return new Float32Array(memory.buffer, offset, length)
    },
  }
}
