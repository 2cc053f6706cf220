import { messageOf, SemascopeError } from '@/lib/errors'

/**
 * The header of a safetensors file: eight bytes of little-endian length, then JSON from tensor names to dtype, shape
 * and byte offsets. Source: https://huggingface.co/docs/safetensors. The whole header is checked before any tensor is
 * read, so that a damaged file is refused at once and by name.
 */

/** Bytes per element of every dtype of the format with whole bytes. */
const DTYPE_BYTES: Readonly<Record<string, number>> = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E4M3: 1,
  F8_E5M2: 1,
  F8_E8M0: 1,
  I16: 2,
  U16: 2,
  F16: 2,
  BF16: 2,
  I32: 4,
  U32: 4,
  F32: 4,
  I64: 8,
  U64: 8,
  F64: 8,
  C64: 8,
}

/** The limit of the reference implementation. */
const MAX_HEADER_BYTES = 100_000_000

export interface TensorEntry {
  readonly dtype: string
  readonly shape: readonly number[]
  /** Bytes from the start of the file. */
  readonly start: number
  readonly end: number
}

export interface SafetensorsHeader {
  readonly tensors: ReadonlyMap<string, TensorEntry>
  readonly metadata: Readonly<Record<string, string>>
}

const invalid = (file: string, what: string) => new SemascopeError('invalid_input', `${file}: ${what}`)

/** Returns the length of the JSON part. Throws `invalid_input` if the file is too short for it. */
export function headerLength(file: string, first8: Uint8Array, fileBytes: number): number {
  if (fileBytes < 8 || first8.length < 8)
    throw invalid(file, `truncated: ${fileBytes} bytes, a safetensors file has at least 8`)
  const length = new DataView(first8.buffer, first8.byteOffset, 8).getBigUint64(0, true)
  if (length > BigInt(MAX_HEADER_BYTES))
    throw invalid(
      file,
      `header of ${length} bytes is over the limit of ${MAX_HEADER_BYTES}; not a safetensors file?`,
    )
  if (8n + length > BigInt(fileBytes))
    throw invalid(file, `truncated: its header takes ${length} bytes, the file has ${fileBytes}`)
  return Number(length)
}

/**
 * Parses and checks the JSON part. `fileBytes` is the size of the whole file. Throws `invalid_input` with the file.
 */
export function parseHeader(file: string, json: Uint8Array, fileBytes: number): SafetensorsHeader {
  let raw: unknown
  try {
    raw = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json))
  } catch (cause) {
    throw new SemascopeError('invalid_input', `${file}: header is not JSON: ${messageOf(cause)}`, { cause })
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    throw invalid(file, 'header is not a JSON object')
  const base = 8 + json.length
  const tensors = new Map<string, TensorEntry>()
  let metadata: Record<string, string> = {}
  for (const [name, value] of Object.entries(raw)) {
    if (name === '__metadata__') metadata = value as Record<string, string>
    else tensors.set(name, parseEntry(file, name, value, base))
  }
  checkLayout(file, tensors, base, fileBytes)
  return { tensors, metadata }
}

function parseEntry(file: string, name: string, value: unknown, base: number): TensorEntry {
  const entry = (value ?? {}) as { dtype?: unknown; shape?: unknown; data_offsets?: unknown }
  const { dtype, shape, data_offsets: offsets } = entry
  if (typeof dtype !== 'string' || !Object.hasOwn(DTYPE_BYTES, dtype))
    throw invalid(file, `tensor "${name}" has unknown dtype ${JSON.stringify(dtype)}`)
  if (!isSizes(shape)) throw invalid(file, `tensor "${name}" has shape ${JSON.stringify(shape)}`)
  if (!isSizes(offsets) || offsets.length !== 2 || offsets[0] > offsets[1])
    throw invalid(file, `tensor "${name}" has offsets ${JSON.stringify(offsets)}`)
  const expected = shape.reduce((product, size) => product * size, DTYPE_BYTES[dtype])
  const actual = offsets[1] - offsets[0]
  if (expected !== actual)
    throw invalid(
      file,
      `tensor "${name}" of shape [${shape}] in ${dtype} needs ${expected} bytes, its offsets span ${actual}`,
    )
  return { dtype, shape, start: base + offsets[0], end: base + offsets[1] }
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0)
}

/** Throws unless the tensors form one buffer: no holes, no overlaps, nothing after the last tensor. */
function checkLayout(
  file: string,
  tensors: ReadonlyMap<string, TensorEntry>,
  base: number,
  fileBytes: number,
) {
  const ordered = [...tensors].sort(([, a], [, b]) => a.start - b.start || a.end - b.end)
  let end = base
  let previous = 'the header'
  for (const [name, entry] of ordered) {
    if (entry.end > fileBytes)
      throw invalid(file, `truncated: tensor "${name}" ends at byte ${entry.end}, the file has ${fileBytes}`)
    if (entry.start < end) throw invalid(file, `tensor "${name}" overlaps "${previous}"`)
    if (entry.start > end)
      throw invalid(
        file,
        `${entry.start - end} bytes between "${previous}" and tensor "${name}" belong to no tensor`,
      )
    end = entry.end
    previous = name
  }
  if (end !== fileBytes)
    throw invalid(file, `${fileBytes - end} bytes after the last tensor belong to no tensor`)
}
