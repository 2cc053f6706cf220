/**
 * GPT-2's pre-tokenisation: text is cut into words that merges never cross. `\s` is written as
 * \p{White_Space}, which is what Hugging Face's regex engine means by it; JavaScript's own `\s` differs on
 * U+0085 and U+FEFF. Source: openai/gpt-2 src/encoder.py, huggingface/tokenizers pre_tokenizers/byte_level.rs.
 */
const WORD =
  /'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu

/** The words of a text in order; joined they are the text. */
export function preTokenize(text: string): string[] {
  return text.match(WORD) ?? []
}
