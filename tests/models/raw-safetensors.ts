import { writeFileSync } from 'node:fs'

/** Writes a safetensors file by hand, right or wrong, from a header (an object or literal text) and data. */
export function rawSafetensors(path: string, header: unknown, data: Uint8Array = new Uint8Array()): string {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(json.length))
  writeFileSync(path, Buffer.concat([length, json, data]))
  return path
}

export const bytesOf = (array: ArrayBufferView): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
