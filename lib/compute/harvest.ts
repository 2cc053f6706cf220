import { existsSync } from 'node:fs'
import { accumulate, createSummary, type Summary } from '@/lib/analysis/summary'
import { batchSequences } from './batch-size'
import { displayedFirings } from './firings'
import type { CachedDictionary, CachedModel } from './loaded'
import { chunks, forwardRows } from './rows'
import { frontSession } from './sessions'
import { SparseWriter, sparseBlock } from './sparse-activations'

/** Firings that all summaries of a shard together keep before they add them to their features: 48 MiB. */
const KEPT_FIRINGS = 2 ** 22

/**
 * Runs one shard of the harvest: encodes every sequence once per dictionary and streams the firings into mergeable
 * summaries, in memory that does not depend on the length of the corpus. Dictionaries of one hook share the forward
 * pass. The firings are also written to `files`, one a dictionary, which later stages read; null leaves one out.
 */
export async function harvestShard(
  model: CachedModel,
  dictionaries: readonly CachedDictionary[],
  first: number,
  sequences: readonly Int32Array[],
  options: {
    readonly seed: number
    readonly special: Uint8Array
    readonly threads: number
    readonly files: readonly (string | null)[]
    /** Called with the number of finished sequences. */
    readonly progress?: (done: number) => void
  },
): Promise<Summary[]> {
  const { seed, special, threads, progress } = options
  const keptFirings = Math.floor(KEPT_FIRINGS / dictionaries.length)
  const summaries = dictionaries.map(({ spec }) =>
    createSummary({ dSae: spec.dSae, dVocab: model.spec.dVocab, seed, special, keptFirings }),
  )
  const hooks = [...new Set(dictionaries.map(({ spec }) => spec.hook))]
  const size = batchSequences(model.spec, Math.max(...sequences.map((ids) => ids.length)))
  const writers = options.files.map((file) =>
    file === null || existsSync(file) ? null : new SparseWriter(file),
  )
  const numbered = sequences.map((ids, i) => ({ ids, number: first + i }))
  let done = 0
  try {
    for (const batch of chunks(numbered, size)) {
      const lengths = batch.map(({ ids }) => ids.length)
      const stride = Math.max(...lengths)
      const padded = new Int32Array(batch.length * stride)
      batch.forEach(({ ids }, i) => {
        padded.set(ids, i * stride)
      })
      for (const hook of hooks) {
        const front = await frontSession(model, hook, threads)
        const rows = await forwardRows(
          front,
          batch.map(({ ids }) => ids),
        )
        for (const [d, dictionary] of dictionaries.entries()) {
          if (dictionary.spec.hook !== hook) continue
          const firings = await displayedFirings(dictionary, rows, threads)
          const { features, values, rows: firingRows } = firings
          writers[d]?.add(sparseBlock(batch[0].number, rows, firings, special))
          accumulate(summaries[d], {
            sequences: batch.map(({ number }) => number),
            lengths,
            tokenIds: padded,
            stride,
            offsets: offsetsOf(firingRows, rows.starts, stride),
            features,
            values,
          })
        }
      }
      done += batch.length
      progress?.(done)
    }
    for (const writer of writers) writer?.finish()
  } finally {
    for (const writer of writers) writer?.abandon()
  }
  return summaries
}

/** Turns rows without padding into offsets in the padded batch. Rows come in order. */
function offsetsOf(rows: Int32Array, starts: Int32Array, stride: number): Int32Array {
  let sequence = 0
  return rows.map((row) => {
    while (row >= starts[sequence + 1]) sequence++
    return sequence * stride + row - starts[sequence]
  })
}
