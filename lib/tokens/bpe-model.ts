/** A merge of two tokens; its place in the list is its rank, lower ranks merge first. */
export interface Merge {
  readonly left: number
  readonly right: number
  readonly result: number
}

/** Byte-level BPE as plain data: what a tokenizer.json says, without the behaviour. */
export interface BpeModel {
  /** Bytes of each token by id; of a special token the UTF-8 of its text. */
  readonly vocab: readonly Uint8Array[]
  readonly merges: readonly Merge[]
  /** Special tokens by text. Text is never encoded to them; decoding writes their text. */
  readonly specials: ReadonlyMap<string, number>
  /** Whether a space is put before text that does not start with one. */
  readonly addPrefixSpace: boolean
}

/** The end-of-text token of GPT-2 vocabularies, which is BOS too. */
export const END_OF_TEXT = '<|endoftext|>'
