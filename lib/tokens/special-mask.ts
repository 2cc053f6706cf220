/** What tells special tokens: a tokenizer, or a stored vocabulary. */
export interface SpecialTokens {
  readonly size: number
  isSpecial(id: number): boolean
}

/**
 * Returns 1 at every id that is left out of all statistics, [d_vocab]: special tokens, and rows of the embedding that no
 * token of the tokenizer has.
 */
export function specialMask(tokens: SpecialTokens, dVocab: number): Uint8Array {
  return Uint8Array.from({ length: dVocab }, (_, id) => (id < tokens.size && !tokens.isSpecial(id) ? 0 : 1))
}
