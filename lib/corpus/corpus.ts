import type { DocumentKind } from '@/lib/domain/corpus'

/** One document of a built corpus. */
export interface CorpusDocument {
  readonly name: string
  readonly kind: DocumentKind
  readonly unit: string
  readonly heldOut: boolean
  /** Content tokens in its sequences. */
  readonly tokens: number
}

/** Sequences in one array: sequence s is ids[offsets[s] … offsets[s + 1]), BOS included. */
export interface SequenceBatch {
  readonly ids: Int32Array
  readonly offsets: Int32Array // [sequences + 1]
  /** Index of each sequence's document. */
  readonly document: Int32Array // [sequences]
  /** Offset of each sequence's first content token in its document's tokens. */
  readonly start: Int32Array // [sequences]
}

/** How a corpus was cut; part of what identifies it. */
export interface CorpusSettings {
  readonly contextSize: number
  readonly prependBos: boolean
  /** Null when BOS is not prepended. */
  readonly bosTokenId: number | null
  readonly vocabSize: number
  readonly seed: number | string
  readonly heldOutShare: number
  /** Content tokens after which the corpus was cut; null when it is whole. */
  readonly maxTokens: number | null
}

/** A tokenised corpus: documents in seeded order, cut into sequences. */
export interface Corpus {
  readonly settings: CorpusSettings
  readonly documents: readonly CorpusDocument[]
  readonly sequences: SequenceBatch
  /** Tokens that are not BOS, training and held out. */
  readonly contentTokens: number
  readonly heldOutTokens: number
  /** Occurrences of each token id among content tokens. */
  readonly tokenCounts: Float64Array // [d_vocab]
}
