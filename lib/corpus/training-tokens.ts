/**
 * The training part and the held-out part of a corpus, as sequences (from which training batches are drawn) and as
 * the content tokens of documents.
 */
import type { Corpus } from './corpus'

export type CorpusPart = 'training' | 'heldOut'

/**
 * Content tokens (without BOS) of a part: document d is ids[offsets[d] … offsets[d + 1]), its index in the corpus
 * document[d].
 */
export interface DocumentTokens {
  readonly ids: Uint16Array | Int32Array
  readonly offsets: Int32Array // [documents + 1]
  readonly document: Int32Array // [documents]
}

/** Returns the indices of a part's sequences in the corpus, ascending. */
export function sequencesOf(corpus: Pick<Corpus, 'documents' | 'sequences'>, part: CorpusPart): Int32Array {
  const indices: number[] = []
  corpus.sequences.document.forEach((document, s) => {
    if (corpus.documents[document].heldOut === (part === 'heldOut')) indices.push(s)
  })
  return Int32Array.from(indices)
}

/** Returns the content tokens of the documents for training, with document borders. */
export function trainingTokens(corpus: Corpus): DocumentTokens {
  return documentTokens(corpus, 'training')
}

/** Returns the content tokens of the held-out documents. */
export function heldOutTokens(corpus: Corpus): DocumentTokens {
  return documentTokens(corpus, 'heldOut')
}

function documentTokens(corpus: Corpus, part: CorpusPart): DocumentTokens {
  const { ids, offsets, document } = corpus.sequences
  const wanted = sequencesOf(corpus, part)
  const skip = corpus.settings.bosTokenId === null ? 0 : 1
  const total = part === 'heldOut' ? corpus.heldOutTokens : corpus.contentTokens - corpus.heldOutTokens
  const out = corpus.settings.vocabSize <= 65536 ? new Uint16Array(total) : new Int32Array(total)
  const borders: number[] = []
  const documents: number[] = []
  let at = 0
  for (const s of wanted) {
    if (documents.at(-1) !== document[s]) {
      documents.push(document[s])
      borders.push(at)
    }
    const content = ids.subarray(offsets[s] + skip, offsets[s + 1])
    out.set(content, at)
    at += content.length
  }
  borders.push(at)
  return { ids: out, offsets: Int32Array.from(borders), document: Int32Array.from(documents) }
}
