/**
 * A corpus in one file with random access by sequence; every worker of a run reads its shards from such a file.
 * Numbers are little-endian. The header of 64 bytes holds magic, format, length of the JSON that follows, length of
 * the file, and SHA-256 of everything after the header. The JSON names the sections (arrays) with their byte offsets.
 */
import { createHash } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Corpus } from './corpus'
import { type CorpusHead, encodeHeader, HEADER_BYTES, type SectionName } from './corpus-file-format'

export { type CorpusFile, readCorpusFile } from './corpus-file-reader'

/**
 * Writes a corpus to a temporary file in the same folder and renames it, so that readers never see half a file.
 * Returns the SHA-256.
 */
export async function writeCorpusFile(path: string, corpus: Corpus): Promise<string> {
  const { ids, offsets, document, start } = corpus.sequences
  const arrays: Record<SectionName, ArrayBufferView> = {
    offsets,
    document,
    start,
    tokenCounts: corpus.tokenCounts,
    ids: corpus.settings.vocabSize <= 65536 ? Uint16Array.from(ids) : ids,
    documents: new TextEncoder().encode(JSON.stringify(corpus.documents)),
  }
  let at = 0
  const sections = {} as Record<SectionName, { offset: number; bytes: number }>
  for (const name of Object.keys(arrays) as SectionName[]) {
    sections[name] = { offset: at, bytes: arrays[name].byteLength }
    at += padded(arrays[name].byteLength)
  }
  const head: CorpusHead = {
    settings: corpus.settings,
    documents: corpus.documents.length,
    sequences: document.length,
    contentTokens: corpus.contentTokens,
    heldOutTokens: corpus.heldOutTokens,
    idBytes: corpus.settings.vocabSize <= 65536 ? 2 : 4,
    sections,
  }
  const json = new TextEncoder().encode(JSON.stringify(head))
  const jsonBytes = Buffer.alloc(padded(json.length), ' ')
  jsonBytes.set(json)
  const body = [jsonBytes, ...Object.values(arrays).map(withPadding)]

  const hash = createHash('sha256')
  for (const part of body) hash.update(part)
  const digest = hash.digest()
  const length = HEADER_BYTES + jsonBytes.length + at

  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.${digest.toString('hex').slice(0, 8)}.part`
  const file = await open(temporary, 'w')
  try {
    await file.writeFile(encodeHeader({ jsonBytes: jsonBytes.length, length, digest }))
    for (const part of body) await file.writeFile(part)
    await file.sync()
    await file.close()
    await rename(temporary, path)
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(temporary, { force: true })
    throw error
  }
  return digest.toString('hex')
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8
}

function withPadding(view: ArrayBufferView): Buffer {
  const bytes = Buffer.from(view.buffer, view.byteOffset, view.byteLength)
  return bytes.length % 8 === 0
    ? bytes
    : Buffer.concat([bytes, Buffer.alloc(padded(bytes.length) - bytes.length)])
}
