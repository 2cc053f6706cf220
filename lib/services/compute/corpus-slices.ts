import { type CorpusFile, readCorpusFile } from '@/lib/corpus/corpus-file'

let open: { path: string; file: Promise<CorpusFile> } | undefined

/**
 * An open corpus file, kept for the next call. Its name is its hash, and the job that put it there checked the
 * content, so it is not hashed again.
 */
export function corpusFile(path: string): Promise<CorpusFile> {
  if (open?.path !== path) {
    void open?.file.then((file) => file.close()).catch(() => undefined)
    open = { path, file: readCorpusFile(path, { verify: false }) }
  }
  return open.file
}

/** Token ids of sequences from … to − 1, BOS included. */
export async function readSequences(path: string, from: number, to: number): Promise<Int32Array[]> {
  const { ids, offsets } = await (await corpusFile(path)).sequences(from, to)
  return Array.from({ length: to - from }, (_, i) => ids.subarray(offsets[i], offsets[i + 1]))
}
