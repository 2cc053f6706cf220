import { SemascopeError } from '@/lib/errors'

/**
 * A dimension: a number if known, otherwise a symbol. Symbols that start with `?` are anonymous (known only at run
 * time) and agree with anything; a named symbol ("batch", "seq") agrees only with itself and 1.
 */
export type Dim = number | string

function isAnonymous(dim: Dim): boolean {
  return typeof dim === 'string' && dim.startsWith('?')
}

export function formatDims(dims: readonly Dim[]): string {
  return `[${dims.join(', ')}]`
}

/** Returns the product of the dims, or null if one is not a number. */
export function elementCount(dims: readonly Dim[]): number | null {
  let count = 1
  for (const dim of dims) {
    if (typeof dim !== 'number') return null
    count *= dim
  }
  return count
}

/** Returns true if two dims can be the same size. */
export function agree(a: Dim, b: Dim): boolean {
  return a === b || isAnonymous(a) || isAnonymous(b)
}

function broadcastDim(a: Dim, b: Dim): Dim | null {
  if (a === 1) return b
  if (b === 1) return a
  if (!agree(a, b)) return null
  return isAnonymous(a) ? b : a
}

/** Returns the shape of an elementwise result under ONNX (NumPy) broadcasting. Throws with `what` and both shapes. */
export function broadcast(what: string, a: readonly Dim[], b: readonly Dim[]): Dim[] {
  const rank = Math.max(a.length, b.length)
  const out: Dim[] = []
  for (let axis = 0; axis < rank; axis++) {
    const dim = broadcastDim(a[axis - rank + a.length] ?? 1, b[axis - rank + b.length] ?? 1)
    if (dim === null)
      throw new SemascopeError('internal', `${what}: cannot broadcast ${formatDims(a)} with ${formatDims(b)}`)
    out.push(dim)
  }
  return out
}

/** Turns a possibly negative axis into one in [0, rank). Throws with `what` if it is outside. */
export function normalizeAxis(what: string, axis: number, rank: number): number {
  const positive = axis < 0 ? axis + rank : axis
  if (!Number.isInteger(axis) || positive < 0 || positive >= rank)
    throw new SemascopeError('internal', `${what}: axis ${axis} is outside a tensor of rank ${rank}`)
  return positive
}
