import { type CorpusFile, readCorpusFile } from '@/lib/corpus/corpus-file'

let open: { path: string; file: Promise<CorpusFile> } | undefined

/**
 * Opens a corpus file and keeps it open for the next call. The file's name is its hash, and the job that wrote the
 * file checked the content, so it is not hashed again.
 */
export function corpusFile(path: string): Promise<CorpusFile> {
  if (open?.path !== path) {
    void open?.file.then((file) => file.close()).catch(() => undefined)
    open = { path, file: readCorpusFile(path, { verify: false }) }
  }
  return open.file
}

/** Returns the token ids of sequences from … to − 1, BOS included. */
export async function readSequences(path: string, from: number, to: number): Promise<Int32Array[]> {
  const { ids, offsets } = await (await corpusFile(path)).sequences(from, to)
  return Array.from({ length: to - from }, (_, i) => ids.subarray(offsets[i], offsets[i + 1]))
}

const READ_AT_ONCE = 1024

/** Yields the token ids of the first `count` sequences, in memory that does not grow with the corpus. */
export async function* eachSequence(path: string, count: number): AsyncGenerator<Int32Array> {
  for (let from = 0; from < count; from += READ_AT_ONCE)
    yield* await readSequences(path, from, Math.min(count, from + READ_AT_ONCE))
}

export interface PickedSequence {
  readonly tokenIds: Int32Array
  /** Index of its document in the corpus. */
  readonly document: number
}

/** Returns the sequences with the given numbers, by number. */
export async function pickSequences(
  path: string,
  numbers: Iterable<number>,
): Promise<Map<number, PickedSequence>> {
  const wanted = [...new Set(numbers)].sort((a, b) => a - b)
  const file = await corpusFile(path)
  const picked = new Map<number, PickedSequence>()
  for (let next = 0; next < wanted.length; ) {
    const from = wanted[next]
    const { ids, offsets, document } = await file.sequences(
      from,
      Math.min(file.head.sequences, from + READ_AT_ONCE),
    )
    for (; next < wanted.length && wanted[next] < from + READ_AT_ONCE; next++) {
      const i = wanted[next] - from
      picked.set(wanted[next], { tokenIds: ids.slice(offsets[i], offsets[i + 1]), document: document[i] })
    }
  }
  return picked
}
