import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { messageOf, SemascopeError } from '@/lib/errors'
import type { Corpus, CorpusDocument, SequenceBatch } from './corpus'
import { type CorpusHead, decodeHeader, HEADER_BYTES, type SectionName } from './corpus-file-format'

/** An open corpus file. Memory is bounded by the range that is read, not by the corpus. */
export interface CorpusFile {
  readonly path: string
  readonly head: CorpusHead
  /** SHA-256 of the content in hex; it identifies the corpus. */
  readonly sha256: string
  /**
   * Returns sequences from … to − 1 with offsets from 0. Throws `invalid_input` if the range is outside the corpus.
   */
  sequences(from: number, to: number): Promise<SequenceBatch>
  documents(): Promise<CorpusDocument[]>
  tokenCounts(): Promise<Float64Array>
  /** Returns the whole corpus in memory, as it was built. */
  corpus(): Promise<Corpus>
  close(): Promise<void>
}

/**
 * Opens a corpus file. `verify` (default true) reads the file once to check its SHA-256. Throws `not_found` if there
 * is no such file, and `invalid_input` if it is truncated, damaged or no corpus file.
 */
export async function readCorpusFile(path: string, options: { verify?: boolean } = {}): Promise<CorpusFile> {
  const file = await open(path, 'r').catch((cause) => {
    throw new SemascopeError('not_found', `cannot open corpus file ${path}: ${messageOf(cause)}`, { cause })
  })
  try {
    const { size } = await file.stat()
    const header = decodeHeader(await readAt(file, 0, Math.min(HEADER_BYTES, size), path), size, path)
    const sha256 = header.digest.toString('hex')
    if (options.verify !== false && (await bodyHash(path)) !== sha256)
      throw new SemascopeError('invalid_input', `${path} is damaged: its content does not match its SHA-256`)
    const json = await readAt(file, HEADER_BYTES, header.jsonBytes, path)
    const head = JSON.parse(json.toString('utf8')) as CorpusHead
    return new OpenCorpusFile(path, file, head, sha256, HEADER_BYTES + header.jsonBytes)
  } catch (error) {
    await file.close()
    throw error
  }
}

class OpenCorpusFile implements CorpusFile {
  constructor(
    readonly path: string,
    private readonly file: FileHandle,
    readonly head: CorpusHead,
    readonly sha256: string,
    private readonly bodyStart: number,
  ) {}

  async sequences(from: number, to: number): Promise<SequenceBatch> {
    if (
      !(
        Number.isInteger(from) &&
        Number.isInteger(to) &&
        0 <= from &&
        from <= to &&
        to <= this.head.sequences
      )
    )
      throw new SemascopeError(
        'invalid_input',
        `sequences ${from}…${to} are outside the ${this.head.sequences} of ${this.path}`,
      )
    const offsets = new Int32Array(await this.section('offsets', from * 4, (to - from + 1) * 4))
    const first = offsets[0]
    const { idBytes } = this.head
    const raw = await this.section('ids', first * idBytes, (offsets[to - from] - first) * idBytes)
    return {
      ids: idBytes === 2 ? Int32Array.from(new Uint16Array(raw)) : new Int32Array(raw),
      offsets: offsets.map((offset) => offset - first),
      document: new Int32Array(await this.section('document', from * 4, (to - from) * 4)),
      start: new Int32Array(await this.section('start', from * 4, (to - from) * 4)),
    }
  }

  async documents(): Promise<CorpusDocument[]> {
    return JSON.parse(Buffer.from(await this.section('documents')).toString('utf8')) as CorpusDocument[]
  }

  async tokenCounts(): Promise<Float64Array> {
    return new Float64Array(await this.section('tokenCounts'))
  }

  async corpus(): Promise<Corpus> {
    const { settings, contentTokens, heldOutTokens } = this.head
    return {
      settings,
      documents: await this.documents(),
      sequences: await this.sequences(0, this.head.sequences),
      contentTokens,
      heldOutTokens,
      tokenCounts: await this.tokenCounts(),
    }
  }

  async close(): Promise<void> {
    await this.file.close()
  }

  private async section(name: SectionName, offset = 0, bytes?: number): Promise<ArrayBuffer> {
    const section = this.head.sections[name]
    const at = this.bodyStart + section.offset + offset
    return (await readAt(this.file, at, bytes ?? section.bytes, this.path)).buffer as ArrayBuffer
  }
}

/** Reads exactly `bytes` bytes into a new ArrayBuffer. */
async function readAt(file: FileHandle, position: number, bytes: number, path: string): Promise<Buffer> {
  const buffer = Buffer.from(new ArrayBuffer(bytes))
  let read = 0
  while (read < bytes) {
    const { bytesRead } = await file.read(buffer, read, bytes - read, position + read)
    if (bytesRead === 0)
      throw new SemascopeError('invalid_input', `${path} is truncated: it ends at byte ${position + read}`)
    read += bytesRead
  }
  return buffer
}

async function bodyHash(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { start: HEADER_BYTES, highWaterMark: 1 << 20 }))
    hash.update(chunk as Buffer)
  return hash.digest('hex')
}
