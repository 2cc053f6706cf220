/** A merge of two tokens. Its index in the list is its rank; lower ranks merge first. */
export interface Merge {
  readonly left: number
  readonly right: number
  readonly result: number
}

/** Byte-level BPE as plain data: the content of a tokenizer.json, without behaviour. */
export interface BpeModel {
  /** Bytes of each token by id; a special token has the UTF-8 bytes of its text. */
  readonly vocab: readonly Uint8Array[]
  readonly merges: readonly Merge[]
  /** Ids of special tokens by text. Text is never encoded to them; decoding writes their text. */
  readonly specials: ReadonlyMap<string, number>
  /** Whether encoding puts a space before a text that does not start with one. */
  readonly addPrefixSpace: boolean
}

/** The end-of-text token of GPT-2 vocabularies, which also serves as BOS. */
export const END_OF_TEXT = '<|endoftext|>'
