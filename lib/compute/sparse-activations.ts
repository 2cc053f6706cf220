import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import path from 'node:path'
import {
  BLOCK_HEAD,
  blockBodyLength,
  decodeBlock,
  encodeBlock,
  type SparseBlock,
} from '@/lib/analysis/sparse-activations'
import { batchSequences } from './batch-size'
import { readSequences } from './corpus-slices'
import { displayedFirings, type Firings } from './firings'
import type { CachedDictionary, CachedModel } from './loaded'
import { chunks, forwardRows, type TokenRows } from './rows'
import { frontSession } from './sessions'

/** Sequences [from, to) of a corpus. */
export interface SparseRequest {
  readonly corpus: string
  readonly from: number
  readonly to: number
  /** 1 at token ids that have no activations, [d_vocab]. */
  readonly special: Uint8Array
  /**
   * The file of these activations; null where none is kept, as for the neuron basis, whose activations are the model's own
   * tensor.
   */
  readonly file: string | null
}

/**
 * Yields the activations of a dictionary on sequences, block by block in their order: from their file, or computed if this
 * machine has no such file, and then written.
 */
export async function* sparseActivations(
  model: CachedModel,
  dictionary: CachedDictionary,
  request: SparseRequest,
  threads: number,
): AsyncGenerator<SparseBlock> {
  const { file } = request
  if (file !== null && existsSync(file)) yield* storedBlocks(file)
  else yield* computeBlocks(model, dictionary, request, threads)
}

/** Yields the blocks of a file of activations. */
export async function* storedBlocks(file: string): AsyncGenerator<SparseBlock> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    for (let at = 0; at < size; ) {
      const head = await readBytes(handle, at, BLOCK_HEAD)
      const body = await readBytes(handle, at + BLOCK_HEAD, blockBodyLength(head))
      yield decodeBlock(head, body)
      at += head.length + body.length
    }
  } finally {
    await handle.close()
  }
}

async function readBytes(handle: FileHandle, at: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  const { bytesRead } = await handle.read(bytes, 0, length, at)
  return bytes.subarray(0, bytesRead)
}

async function* computeBlocks(
  model: CachedModel,
  dictionary: CachedDictionary,
  { corpus, from, to, special, file }: SparseRequest,
  threads: number,
): AsyncGenerator<SparseBlock> {
  const front = await frontSession(model, dictionary.spec.hook, threads)
  const writer = file === null ? null : new SparseWriter(file)
  try {
    let first = from
    const size = batchSequences(model.spec, dictionary.spec.contextSize)
    for (const batch of chunks(await readSequences(corpus, from, to), size)) {
      const rows = await forwardRows(front, batch)
      const block = sparseBlock(first, rows, await displayedFirings(dictionary, rows, threads), special)
      writer?.add(block)
      yield block
      first += batch.length
    }
    writer?.finish()
  } finally {
    writer?.abandon()
  }
}

/** Returns the firings of a batch as a block; those at special tokens are left out. */
export function sparseBlock(
  firstSequence: number,
  { starts, tokenIds }: Pick<TokenRows, 'starts' | 'tokenIds'>,
  firings: Firings,
  special: Uint8Array,
): SparseBlock {
  const rows = new Uint32Array(tokenIds.length + 1)
  const features = new Uint32Array(firings.values.length)
  const values = new Float32Array(firings.values.length)
  let kept = 0
  let next = 0
  for (let row = 0; row < tokenIds.length; row++) {
    const isShown = special[tokenIds[row]] !== 1
    for (; next < firings.values.length && firings.rows[next] === row; next++) {
      if (!isShown) continue
      features[kept] = firings.features[next]
      values[kept++] = firings.values[next]
    }
    rows[row + 1] = kept
  }
  return {
    firstSequence,
    sequences: Uint32Array.from(starts),
    rows,
    features: features.subarray(0, kept),
    values: values.subarray(0, kept),
  }
}

/** Writes a file of activations, which appears when it is finished. */
export class SparseWriter {
  readonly #file: string
  readonly #partial: string
  #descriptor: number | null

  constructor(file: string) {
    mkdirSync(path.dirname(file), { recursive: true })
    this.#file = file
    this.#partial = `${file}.${randomUUID()}`
    this.#descriptor = openSync(this.#partial, 'w')
  }

  add(block: SparseBlock): void {
    const bytes = encodeBlock(block)
    for (let at = 0; at < bytes.length && this.#descriptor !== null; )
      at += writeSync(this.#descriptor, bytes, at)
  }

  finish(): void {
    if (this.#descriptor === null) return
    fsyncSync(this.#descriptor)
    closeSync(this.#descriptor)
    this.#descriptor = null
    renameSync(this.#partial, this.#file)
  }

  /** Takes away what was written, unless it is finished. */
  abandon(): void {
    if (this.#descriptor === null) return
    closeSync(this.#descriptor)
    this.#descriptor = null
    rmSync(this.#partial, { force: true })
  }
}
