import type { Document } from '@/lib/domain/corpus'
import type { Tokenizer } from '@/lib/tokens/tokenizer'

/** Documents that are looked at, spread over all of them, and characters of each. */
const DOCUMENTS = 64
const CHARACTERS = 4000

/** Returns about how many tokens documents have, from a sample of them. */
export function estimateTokens(documents: readonly Document[], tokenizer: Tokenizer): number {
  const step = Math.max(1, documents.length / DOCUMENTS)
  let characters = 0
  let tokens = 0
  for (let i = 0; i < documents.length; i += step) {
    const text = documents[Math.floor(i)].text.slice(0, CHARACTERS)
    characters += text.length
    tokens += tokenizer.encode(text).length
  }
  if (characters === 0) return 0
  const all = documents.reduce((sum, { text }) => sum + text.length, 0)
  return Math.round((all * tokens) / characters)
}
