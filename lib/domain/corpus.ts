/** What a document consists of, judged by its file. Rule labels use it and examples show it. */
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

/** One file of a corpus, or one line of a .jsonl file. */
export interface Document {
  /** Unique within the corpus: `package/path` for the installed packages, otherwise the relative path. */
  readonly name: string
  readonly kind: DocumentKind
  /** Names what is held out together: a package for the installed packages, otherwise the document itself. */
  readonly unit: string
  readonly text: string
}
