/** What a document is made of, as far as its file says: used by rule labels and shown on examples. */
export const DOCUMENT_KINDS = [
  'documentation',
  'typings',
  'code',
  'licence',
  'locale',
  'data',
  'minified',
  'text',
] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** One file (or one line of a .jsonl) of a corpus. */
export interface Document {
  /** Unique inside the corpus: `package/path` for the dependency tree, the relative path otherwise. */
  readonly name: string
  readonly kind: DocumentKind
  /** What is held out together: a package for the dependency tree, else the document itself. */
  readonly unit: string
  readonly text: string
}

/** A window of token ids; never crosses a document. Token ids include BOS when the corpus prepends it. */
export interface Sequence {
  readonly document: number
  /** Offset of the first content token in the document's tokens. */
  readonly start: number
  readonly tokenIds: Int32Array
}
