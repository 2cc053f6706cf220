/**
 * Converts IEEE 754 binary16 and bfloat16 to and from binary32. Node 20 has no Float16Array. Decoding uses a table of
 * all 65,536 halves; encoding rounds to nearest, ties to even, as numpy and PyTorch do.
 */

let table: Float32Array | undefined

function halfToFloat(half: number): number {
  const sign = half & 0x8000 ? -1 : 1
  const exponent = (half >> 10) & 0x1f
  const fraction = half & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

/** Widens binary16 values, given as bits. Exact. */
export function decodeFloat16(bits: Uint16Array): Float32Array {
  table ??= Float32Array.from({ length: 65_536 }, (_, half) => halfToFloat(half))
  const out = new Float32Array(bits.length)
  for (let i = 0; i < bits.length; i++) out[i] = table[bits[i]]
  return out
}

/** Widens bfloat16 values, given as bits. Exact. */
export function decodeBfloat16(bits: Uint16Array): Float32Array {
  const out = new Uint32Array(bits.length)
  for (let i = 0; i < bits.length; i++) out[i] = bits[i] << 16
  return new Float32Array(out.buffer)
}

/** Narrows to binary16; magnitudes of 65,520 and more become infinite. */
export function encodeFloat16(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length)
  const out = new Uint16Array(values.length)
  for (let i = 0; i < values.length; i++) out[i] = floatBitsToHalf(bits[i])
  return out
}

function floatBitsToHalf(bits: number): number {
  const sign = (bits >>> 16) & 0x8000
  const magnitude = bits & 0x7fff_ffff
  if (magnitude > 0x7f80_0000) return sign | 0x7e00
  if (magnitude >= 0x477f_f000) return sign | 0x7c00
  if (magnitude < 0x3880_0000) {
    // Below the smallest normal half the unit is 2^-24, and scaling by a power of two is exact.
    const shift = 126 - (magnitude >>> 23)
    if (shift > 25) return sign
    return sign | roundShift((magnitude & 0x7f_ffff) | 0x80_0000, shift)
  }
  return sign | roundShift(magnitude - 0x3800_0000, 13)
}

/** Returns `value >> shift`, rounded to nearest, ties to even. A carry goes into the exponent, as it should. */
function roundShift(value: number, shift: number): number {
  const kept = value >>> shift
  const rest = value & ((1 << shift) - 1)
  const half = 1 << (shift - 1)
  return rest > half || (rest === half && kept & 1) ? kept + 1 : kept
}
