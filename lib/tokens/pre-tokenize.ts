/**
 * GPT-2's pre-tokenisation: it cuts text into words, and merges never cross a word. `\s` is written as
 * \p{White_Space}, as Hugging Face's regex engine understands it; JavaScript's `\s` differs on U+0085 and U+FEFF.
 * Source: openai/gpt-2 src/encoder.py, huggingface/tokenizers pre_tokenizers/byte_level.rs.
 */
const WORD =
  /'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu

/** Returns the words of a text in order; joined they give the text. */
export function preTokenize(text: string): string[] {
  return text.match(WORD) ?? []
}
