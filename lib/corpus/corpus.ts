import type { DocumentKind } from '@/lib/domain/corpus'

/** One document of a built corpus. */
export interface CorpusDocument {
  readonly name: string
  readonly kind: DocumentKind
  readonly unit: string
  readonly heldOut: boolean
  /** Number of content tokens in its sequences. */
  readonly tokens: number
}

/** Sequences in one array: sequence s is ids[offsets[s] … offsets[s + 1]), BOS included. */
export interface SequenceBatch {
  readonly ids: Int32Array
  readonly offsets: Int32Array // [sequences + 1]
  /** Index of each sequence's document. */
  readonly document: Int32Array // [sequences]
  /** Offset of each sequence's first content token in the tokens of its document. */
  readonly start: Int32Array // [sequences]
}

/** How a corpus was cut; part of its identity. */
export interface CorpusSettings {
  readonly contextSize: number
  readonly prependBos: boolean
  /** Null if BOS is not prepended. */
  readonly bosTokenId: number | null
  readonly vocabSize: number
  readonly seed: number | string
  readonly heldOutShare: number
  /** Number of content tokens after which the corpus was cut; null if it is whole. */
  readonly maxTokens: number | null
}

/** A tokenised corpus: documents in seeded order, cut into sequences. */
export interface Corpus {
  readonly settings: CorpusSettings
  readonly documents: readonly CorpusDocument[]
  readonly sequences: SequenceBatch
  /** Number of tokens that are not BOS, in training and held-out text together. */
  readonly contentTokens: number
  readonly heldOutTokens: number
  /** Number of occurrences of each token id among the content tokens. */
  readonly tokenCounts: Float64Array // [d_vocab]
}
