/**
 * Counter-based randomness: every draw is a pure function of (seed, stream, index), so a resumed run needs no
 * generator state. Words are mixed by MurmurHash3's 32-bit finalizer, applied twice per word.
 */
function mix(word: number): number {
  let h = word | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Hashes integers (each taken modulo 2³²) to one uint32; the order of the words matters. */
export function hashWords(...words: number[]): number {
  let state = 0x9e3779b9
  for (const word of words) state = mix(mix(state ^ (word >>> 0)) + 0x9e3779b9)
  return mix(state)
}

/** Returns the number of a named stream (FNV-1a), so that draws for different purposes never share counters. */
export function streamId(name: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193)
  return h >>> 0
}

/** Returns a uniform value in [0, 1) with 53 bits, a pure function of the arguments. */
export function uniform(seed: number, stream: number, index: number): number {
  const high = hashWords(seed, stream, index, 0)
  const low = hashWords(seed, stream, index, 1)
  return (high * 0x200000 + (low >>> 11)) / 2 ** 53
}

/** Returns `count` standard normal values of the named stream by Box–Muller, multiplied by `scale`. */
export function normals(seed: number, name: string, count: number, scale: number): Float32Array {
  const stream = streamId(name)
  const out = new Float32Array(count)
  for (let i = 0; i < count; i += 2) {
    const radius = scale * Math.sqrt(-2 * Math.log(1 - uniform(seed, stream, i)))
    const angle = 2 * Math.PI * uniform(seed, stream, i + 1)
    out[i] = radius * Math.cos(angle)
    if (i + 1 < count) out[i + 1] = radius * Math.sin(angle)
  }
  return out
}

/** Returns uniform values in [−bound, bound): Kaiming-uniform if bound = √(6 / fan_in)·gain/√2. */
export function uniforms(seed: number, name: string, count: number, bound: number): Float32Array {
  const stream = streamId(name)
  const out = new Float32Array(count)
  for (let i = 0; i < count; i++) out[i] = (2 * uniform(seed, stream, i) - 1) * bound
  return out
}
