import { accumulate, createSummary, type Summary } from '@/lib/analysis/summary'
import { float32 } from '@/lib/runtime/session'
import type { LoadedBundleDictionary, LoadedBundleModel } from './loaded'
import { batchSequences, chunks, forwardRows, type TokenRows } from './rows'
import { encodeSession, frontSession } from './sessions'

/**
 * One shard of the harvest: encodes every sequence once a dictionary and streams the firings into mergeable
 * summaries, in memory that does not depend on the length of the corpus. Dictionaries of one hook share the
 * forward pass.
 */
export async function harvestShard(
  model: LoadedBundleModel,
  dictionaries: readonly LoadedBundleDictionary[],
  first: number,
  sequences: readonly Int32Array[],
  options: { readonly seed: number; readonly special: Uint8Array; readonly threads: number },
): Promise<Summary[]> {
  const { seed, special, threads } = options
  const summaries = dictionaries.map(({ spec }) =>
    createSummary({ dSae: spec.dSae, dVocab: model.spec.dVocab, seed, special }),
  )
  const hooks = [...new Set(dictionaries.map(({ spec }) => spec.hook))]
  const size = Math.min(...dictionaries.map(({ spec }) => batchSequences(spec)))
  const numbered = sequences.map((ids, i) => ({ ids, number: first + i }))
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
        const firings = await displayedFirings(dictionary, rows, hook, stride, threads)
        accumulate(summaries[d], {
          sequences: batch.map(({ number }) => number),
          lengths,
          tokenIds: padded,
          stride,
          ...firings,
        })
      }
    }
  }
  return summaries
}

/** Sparse displayed activations f·‖W_dec‖ of a batch, by place (sequence · stride + position). */
async function displayedFirings(
  dictionary: LoadedBundleDictionary,
  rows: TokenRows,
  hook: string,
  stride: number,
  threads: number,
) {
  const { data, width } = rows.tensors[hook]
  const encode = await encodeSession(dictionary, threads)
  const output = await encode.run({ x: float32(data, [rows.tokenIds.length, width]) })
  // int64 pairs, little-endian: the low halves are the row and the feature, and reading them is ten times faster.
  const pairs = output.indices.data as BigInt64Array
  const halves = new Int32Array(pairs.buffer, pairs.byteOffset, pairs.length * 2)
  const raw = output.values.data as Float32Array
  const values = new Float32Array(raw.length)
  const places = new Int32Array(raw.length)
  const features = new Int32Array(raw.length)
  const { starts } = rows
  let sequence = 0
  let kept = 0
  for (let m = 0; m < raw.length; m++) {
    const row = halves[4 * m]
    while (row >= starts[sequence + 1]) sequence++
    const feature = halves[4 * m + 2]
    const value = raw[m] * dictionary.decoderNorms[feature]
    // A feature with a zero decoder row writes nothing, whatever its encoder says: displayed, it never fires.
    if (value === 0) continue
    places[kept] = sequence * stride + row - starts[sequence]
    features[kept] = feature
    values[kept++] = value
  }
  return {
    places: places.subarray(0, kept),
    features: features.subarray(0, kept),
    values: values.subarray(0, kept),
  }
}
