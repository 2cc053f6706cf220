import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { StoredNumbers, Tensor } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import { readJson } from './files'
import { decodeBfloat16, decodeFloat16 } from './float16'
import { headerLength, parseHeader, type SafetensorsHeader, type TensorEntry } from './safetensors-header'

/**
 * Reads safetensors files. Opening a file checks only its header; the bytes of a tensor are read on demand and come
 * out as float32, whatever float type is stored. Files hold little-endian numbers, as does every processor that ONNX
 * Runtime supports.
 */
export interface TensorFile {
  /** The file or index that error messages name. */
  readonly path: string
  readonly header: SafetensorsHeader
  has(name: string): boolean
  /** Reads a tensor as float32. Throws with its name: `not_found` if it is absent, `unsupported` for integers. */
  tensor(name: string): Tensor
}

const FLOATS: Readonly<Record<string, (bytes: ArrayBuffer) => Float32Array>> = {
  F32: (bytes) => new Float32Array(bytes),
  F64: (bytes) => Float32Array.from(new Float64Array(bytes)),
  F16: (bytes) => decodeFloat16(new Uint16Array(bytes)),
  BF16: (bytes) => decodeBfloat16(new Uint16Array(bytes)),
}

/** Opens one file. Throws `not_found` if there is none, and `invalid_input` with the fault of the file. */
export function readSafetensors(path: string): TensorFile {
  const header = readHeader(path)
  return {
    path,
    header,
    has: (name) => header.tensors.has(name),
    tensor: (name) => readTensor(path, name, entryOf(path, header, name)),
  }
}

/**
 * Opens `model.safetensors` of a directory, or the shards that `model.safetensors.index.json` lists. Every tensor of
 * the index must be in its shard.
 */
export function readSafetensorsDirectory(dir: string, stem = 'model'): TensorFile {
  const single = join(dir, `${stem}.safetensors`)
  if (existsSync(single)) return readSafetensors(single)
  const indexPath = `${single}.index.json`
  if (!existsSync(indexPath)) {
    const pickle = existsSync(join(dir, 'pytorch_model.bin'))
    const hint = pickle ? '; pytorch_model.bin is not read: save the model with safe_serialization=True' : ''
    throw new SemascopeError('not_found', `${dir} lacks ${stem}.safetensors${hint}`)
  }
  return readShards(dir, indexPath)
}

function readShards(dir: string, indexPath: string): TensorFile {
  const map = readJson(indexPath).weight_map
  if (typeof map !== 'object' || map === null)
    throw new SemascopeError('invalid_input', `${indexPath} has no weight_map`)
  const shards = new Map<string, TensorFile>()
  const owner = new Map<string, TensorFile>()
  const tensors = new Map<string, TensorEntry>()
  for (const [name, file] of Object.entries(map)) {
    if (typeof file !== 'string' || file !== basename(file))
      throw new SemascopeError(
        'invalid_input',
        `${indexPath}: tensor "${name}" is in ${JSON.stringify(file)}`,
      )
    const shard = shards.get(file) ?? readSafetensors(join(dir, file))
    shards.set(file, shard)
    tensors.set(name, entryOf(shard.path, shard.header, name))
    owner.set(name, shard)
  }
  const header = { tensors, metadata: {} }
  return {
    path: indexPath,
    header,
    has: (name) => tensors.has(name),
    tensor(name) {
      entryOf(indexPath, header, name)
      // entryOf has thrown unless the index has the name.
      return owner.get(name)!.tensor(name)
    },
  }
}

function readHeader(path: string): SafetensorsHeader {
  if (!existsSync(path)) throw new SemascopeError('not_found', `no such file: ${path}`)
  const size = statSync(path).size
  const length = headerLength(path, new Uint8Array(readBytes(path, 0, Math.min(8, size))), size)
  return parseHeader(path, new Uint8Array(readBytes(path, 8, 8 + length)), size)
}

function entryOf(path: string, header: SafetensorsHeader, name: string): TensorEntry {
  const entry = header.tensors.get(name)
  if (!entry) throw new SemascopeError('not_found', `${path} lacks tensor "${name}"`)
  return entry
}

function readTensor(path: string, name: string, entry: TensorEntry): Tensor {
  const decode = FLOATS[entry.dtype]
  if (!decode)
    throw new SemascopeError(
      'unsupported',
      `${path}: tensor "${name}" is ${entry.dtype}; weights must be floats`,
    )
  const tensor = { data: decode(readBytes(path, entry.start, entry.end)), dims: entry.shape }
  if (entry.dtype === 'F32' && entry.start % 4 === 0) places.set(tensor, { path, start: entry.start })
  return tensor
}

/** Where tensors were read from that lie in their file as the same float32 numbers. */
const places = new WeakMap<Tensor, StoredNumbers>()

/** Returns where a tensor lies in a safetensors file as float32; undefined if it was converted or made. */
export function placeOf(tensor: Tensor): StoredNumbers | undefined {
  return places.get(tensor)
}

function readBytes(path: string, start: number, end: number): ArrayBuffer {
  const bytes = new Uint8Array(new ArrayBuffer(end - start))
  const fd = openSync(path, 'r')
  try {
    let done = 0
    while (done < bytes.length) {
      const count = readSync(fd, bytes, done, Math.min(bytes.length - done, 1 << 30), start + done)
      if (count === 0)
        throw new SemascopeError(
          'invalid_input',
          `${path}: truncated while being read at byte ${start + done}`,
        )
      done += count
    }
  } finally {
    closeSync(fd)
  }
  return bytes.buffer
}
