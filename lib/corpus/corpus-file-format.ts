import { SemascopeError } from '@/lib/errors'
import type { CorpusSettings } from './corpus'

export const HEADER_BYTES = 64
const MAGIC = 'SEMACORP'
const FORMAT = 1

export type SectionName = 'offsets' | 'document' | 'start' | 'tokenCounts' | 'ids' | 'documents'

/** The JSON after the header; section offsets count from the end of the JSON. */
export interface CorpusHead {
  readonly settings: CorpusSettings
  readonly documents: number
  readonly sequences: number
  readonly contentTokens: number
  readonly heldOutTokens: number
  readonly idBytes: 2 | 4
  readonly sections: Readonly<Record<SectionName, { readonly offset: number; readonly bytes: number }>>
}

export interface Header {
  readonly jsonBytes: number
  /** Length of the whole file in bytes. */
  readonly length: number
  /** SHA-256 of all bytes after the header. */
  readonly digest: Buffer
}

export function encodeHeader({ jsonBytes, length, digest }: Header): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  header.write(MAGIC, 0, 'latin1')
  header.writeUInt32LE(FORMAT, 8)
  header.writeUInt32LE(jsonBytes, 12)
  header.writeBigUInt64LE(BigInt(length), 16)
  digest.copy(header, 24)
  return header
}

/** Reads a header; `actualLength` is the length of the file. Throws `invalid_input` with the path. */
export function decodeHeader(header: Buffer, actualLength: number, path: string): Header {
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, 8) !== MAGIC)
    throw new SemascopeError('invalid_input', `${path} is not a Semascope corpus file`)
  const format = header.readUInt32LE(8)
  if (format !== FORMAT)
    throw new SemascopeError(
      'unsupported',
      `${path} has corpus format ${format}; this version reads ${FORMAT}`,
    )
  const length = Number(header.readBigUInt64LE(16))
  if (length !== actualLength)
    throw new SemascopeError(
      'invalid_input',
      `${path} is ${actualLength < length ? 'truncated' : 'too long'}: ${actualLength} bytes of ${length}`,
    )
  return { jsonBytes: header.readUInt32LE(12), length, digest: Buffer.from(header.subarray(24, 56)) }
}
