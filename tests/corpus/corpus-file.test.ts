import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCorpus } from '@/lib/corpus/build'
import { readCorpusFile, writeCorpusFile } from '@/lib/corpus/corpus-file'
import { testDocuments, testTokenizer } from './fixtures'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'corpus-file-'))
})
afterAll(() => rm(folder, { recursive: true }))

const build = () =>
  buildCorpus(testDocuments(30), testTokenizer(), {
    contextSize: 16,
    prependBos: true,
    seed: 3,
    heldOutShare: 0.2,
  })

describe('corpus file', () => {
  it('comes back as it was written, leaving no other file', async () => {
    const path = join(folder, 'whole', 'a.corpus')
    const corpus = build()
    const sha256 = await writeCorpusFile(path, corpus)
    const file = await readCorpusFile(path)
    expect(file.sha256).toBe(sha256)
    expect(await file.corpus()).toEqual(corpus)
    expect(await readdir(join(folder, 'whole'))).toEqual(['a.corpus'])
    await file.close()
    expect(await writeCorpusFile(join(folder, 'again'), build())).toBe(sha256)
  })

  it('reads any range of sequences', async () => {
    const path = join(folder, 'ranges')
    const corpus = build()
    await writeCorpusFile(path, corpus)
    const file = await readCorpusFile(path)
    const { ids, offsets, document, start } = corpus.sequences
    for (const [from, to] of [
      [0, 0],
      [0, 1],
      [3, 11],
      [document.length - 2, document.length],
    ]) {
      const batch = await file.sequences(from, to)
      for (let s = from; s < to; s++)
        expect(batch.ids.slice(batch.offsets[s - from], batch.offsets[s - from + 1])).toEqual(
          ids.slice(offsets[s], offsets[s + 1]),
        )
      expect(batch.document).toEqual(document.slice(from, to))
      expect(batch.start).toEqual(start.slice(from, to))
    }
    await expect(file.sequences(0, document.length + 1)).rejects.toThrow(/outside the \d+ of/)
    await file.close()
  })

  it('refuses a truncated file, a damaged file and another kind of file by name', async () => {
    const path = join(folder, 'bad')
    await writeCorpusFile(path, build())
    const bytes = await readFile(path)
    await truncate(path, bytes.length - 10)
    await expect(readCorpusFile(path)).rejects.toThrow(
      `is truncated: ${bytes.length - 10} bytes of ${bytes.length}`,
    )
    await truncate(path, 20)
    await expect(readCorpusFile(path)).rejects.toThrow('is not a Semascope corpus file')
    bytes[bytes.length - 40] ^= 1
    await writeFile(path, bytes)
    await expect(readCorpusFile(path)).rejects.toThrow('does not match its SHA-256')
    await writeFile(path, 'something else entirely'.repeat(9))
    await expect(readCorpusFile(path)).rejects.toThrow('is not a Semascope corpus file')
    await expect(readCorpusFile(join(folder, 'none'))).rejects.toThrow('cannot open corpus file')
  })
})
