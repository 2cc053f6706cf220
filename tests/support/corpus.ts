import { writeCorpusFile } from '@/lib/corpus/corpus-file'
import type { ModelSpec } from '@/lib/domain/model'

/** Writes sequences as a corpus file of one document, and returns its path. */
export async function writeTestCorpus(
  file: string,
  spec: ModelSpec,
  sequences: readonly Int32Array[],
): Promise<string> {
  const offsets = [0]
  for (const ids of sequences) offsets.push(offsets[offsets.length - 1] + ids.length)
  await writeCorpusFile(file, {
    settings: {
      contextSize: spec.nCtx,
      prependBos: true,
      bosTokenId: spec.bosTokenId,
      vocabSize: spec.dVocab,
      seed: 0,
      heldOutShare: 0,
      maxTokens: null,
    },
    documents: [{ name: 'a', kind: 'text', unit: 'a', heldOut: false, tokens: 1 }],
    sequences: {
      ids: Int32Array.from(sequences.flatMap((ids) => [...ids])),
      offsets: Int32Array.from(offsets),
      document: new Int32Array(sequences.length),
      start: new Int32Array(sequences.length),
    },
    contentTokens: 1,
    heldOutTokens: 0,
    tokenCounts: new Float64Array(spec.dVocab),
  })
  return file
}
