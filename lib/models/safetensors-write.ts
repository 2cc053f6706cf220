import { closeSync, openSync, renameSync, writeSync } from 'node:fs'
import type { Tensor } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { encodeFloat16 } from './float16'
import { assertFinite, assertShape } from './tensor-checks'

export interface WriteOptions {
  /** Storage type; F16 rounds to nearest even. Default F32. */
  readonly dtype?: 'F32' | 'F16'
  /** The header's `__metadata__`. Default `{format: 'pt'}`, which transformers requires. */
  readonly metadata?: Readonly<Record<string, string>>
}

/** Writes tensors in the given order, through a temporary name. Throws what `safetensorsParts` throws. */
export function writeSafetensors(
  path: string,
  tensors: Readonly<Record<string, Tensor>>,
  options: WriteOptions = {},
): void {
  writeParts(path, safetensorsParts(path, tensors, options))
}

/**
 * Returns the bytes of a safetensors file, in pieces. Throws `invalid_input` with `path` and the tensor for NaN,
 * infinities, a shape that does not fit its data, and values beyond the range of F16.
 */
export function safetensorsParts(
  path: string,
  tensors: Readonly<Record<string, Tensor>>,
  { dtype = 'F32', metadata = { format: 'pt' } }: WriteOptions = {},
): Uint8Array[] {
  const header: Record<string, unknown> = { __metadata__: metadata }
  const parts: Uint8Array[] = []
  let offset = 0
  for (const [name, tensor] of Object.entries(tensors)) {
    assertShape(path, name, tensor, tensor.dims)
    const bytes = encode(path, name, tensor, dtype)
    header[name] = { dtype, shape: tensor.dims, data_offsets: [offset, offset + bytes.length] }
    parts.push(bytes)
    offset += bytes.length
  }
  const json = new TextEncoder().encode(JSON.stringify(header))
  const padding = (8 - (json.length % 8)) % 8
  const head = new Uint8Array(8 + json.length + padding).fill(0x20)
  new DataView(head.buffer).setBigUint64(0, BigInt(json.length + padding), true)
  head.set(json, 8)
  return [head, ...parts]
}

function encode(path: string, name: string, tensor: Tensor, dtype: 'F32' | 'F16'): Uint8Array {
  assertFinite(path, name, tensor)
  if (dtype === 'F32')
    return new Uint8Array(tensor.data.buffer, tensor.data.byteOffset, tensor.data.byteLength)
  const halves = encodeFloat16(tensor.data)
  const overflow = halves.findIndex((half) => (half & 0x7c00) === 0x7c00)
  if (overflow >= 0)
    throw new SemascopeError(
      'invalid_input',
      `${path}: tensor "${name}" holds ${tensor.data[overflow]} at index ${overflow}, beyond float16`,
    )
  return new Uint8Array(halves.buffer)
}

function writeParts(path: string, parts: readonly Uint8Array[]): void {
  const partial = `${path}.partial`
  const fd = openSync(partial, 'w')
  try {
    for (const part of parts) {
      let done = 0
      while (done < part.length) done += writeSync(fd, part, done, Math.min(part.length - done, 1 << 30))
    }
  } finally {
    closeSync(fd)
  }
  renameSync(partial, path)
}
