/**
 * The displayed activations of a dictionary on sequences of a corpus, without zeros: a file holds a shard as blocks, so
 * that it is read in memory that depends on neither the corpus nor the dictionary. Special tokens have no activations.
 */
import { SemascopeError } from '@/lib/errors'

export interface SparseBlock {
  /** Number of the first sequence in the corpus. */
  readonly firstSequence: number
  /** Sequence i of the block has the rows [sequences[i], sequences[i + 1]), one for each token, special ones included. */
  readonly sequences: Uint32Array // [sequences + 1]
  /** Row r has the firings [rows[r], rows[r + 1]). */
  readonly rows: Uint32Array // [rows + 1]
  readonly features: Uint32Array // [firings], ascending in a row
  readonly values: Float32Array // [firings], > 0
}

/** Number of bytes of a block's head: its mark and four sizes. */
export const BLOCK_HEAD = 20
const MARK = 0x53414231

interface Sizes {
  readonly firstSequence: number
  readonly sequences: number
  readonly rows: number
  readonly firings: number
}

/** Returns a block as bytes, little-endian. Features take two bytes where all of them fit. */
export function encodeBlock({ firstSequence, sequences, rows, features, values }: SparseBlock): Uint8Array {
  const isWide = features.some((feature) => feature > 0xffff)
  const sizes = [firstSequence, sequences.length - 1, rows.length - 1, features.length]
  const bytes = new Uint8Array(BLOCK_HEAD + bodyLength(sizes[1], sizes[2], sizes[3], isWide))
  const head = new Uint32Array(bytes.buffer, 0, BLOCK_HEAD / 4)
  head.set([isWide ? MARK + 1 : MARK, ...sizes])
  let at = BLOCK_HEAD
  const put = (part: Uint32Array | Float32Array | Uint16Array) => {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at)
    at += part.byteLength
  }
  put(sequences)
  put(rows)
  put(values)
  put(isWide ? features : Uint16Array.from(features))
  return bytes
}

function bodyLength(sequences: number, rows: number, firings: number, isWide: boolean): number {
  return 4 * (sequences + 1 + rows + 1 + firings) + (isWide ? 4 : 2) * firings
}

/** Returns the length in bytes of what follows a block's head. Throws `invalid_input` if it is no head. */
export function blockBodyLength(head: Uint8Array): number {
  const { sizes, isWide } = readHead(head)
  return bodyLength(sizes.sequences, sizes.rows, sizes.firings, isWide)
}

/** Returns the block of a head and what follows it. */
export function decodeBlock(head: Uint8Array, body: Uint8Array): SparseBlock {
  const { sizes, isWide } = readHead(head)
  if (body.length !== bodyLength(sizes.sequences, sizes.rows, sizes.firings, isWide))
    throw new SemascopeError('invalid_input', 'a file of activations ends within a block')
  const { buffer } = body.byteOffset % 4 === 0 ? body : body.slice()
  let at = body.byteOffset % 4 === 0 ? body.byteOffset : 0
  const take = (words: number) => {
    const part = new Uint32Array(buffer, at, words)
    at += part.byteLength
    return part
  }
  const sequences = take(sizes.sequences + 1)
  const rows = take(sizes.rows + 1)
  const values = new Float32Array(buffer, at, sizes.firings)
  at += values.byteLength
  const features = isWide ? take(sizes.firings) : Uint32Array.from(new Uint16Array(buffer, at, sizes.firings))
  return { firstSequence: sizes.firstSequence, sequences, rows, features, values }
}

function readHead(head: Uint8Array): { sizes: Sizes; isWide: boolean } {
  const [mark, firstSequence, sequences, rows, firings] = new Uint32Array(head.slice(0, BLOCK_HEAD).buffer)
  if (mark !== MARK && mark !== MARK + 1)
    throw new SemascopeError('invalid_input', 'this is not a file of activations')
  return { sizes: { firstSequence, sequences, rows, firings }, isWide: mark === MARK + 1 }
}
