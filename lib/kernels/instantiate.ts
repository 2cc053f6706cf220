import { SemascopeError } from '@/lib/errors'
import type { KernelMemory } from './memory'

export interface Kernel {
  call(name: string, ...args: number[]): void
  /** Returns a number that the kernel exports. */
  read(name: string): number
}

/**
 * Starts a compiled kernel on its memory and sets its exported variables: the offset of each array, and `numbers`.
 */
export function instantiate(
  base64: string,
  { memory, offsets }: KernelMemory,
  numbers: Readonly<Record<string, number>>,
): Kernel {
  const module = new WebAssembly.Module(Buffer.from(base64, 'base64'))
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  const variable = (name: string): WebAssembly.Global => {
    const found = exports[name]
    if (!(found instanceof WebAssembly.Global))
      throw new SemascopeError('internal', `the kernel exports no variable "${name}"`)
    return found
  }
  for (const [name, value] of [...offsets, ...Object.entries(numbers)]) variable(name).value = value
  return {
    call(name, ...args) {
      const found = exports[name]
      if (typeof found !== 'function')
        throw new SemascopeError('internal', `the kernel exports no function "${name}"`)
      found(...args)
    },
    read: (name) => Number(variable(name).value),
  }
}
