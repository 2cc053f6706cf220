import type { Document } from '@/lib/domain/corpus'
import { trainBpe } from '@/lib/tokens/bpe-train'
import { createTokenizer, type Tokenizer } from '@/lib/tokens/tokenizer'
import { uniform } from '../support/random'
import { randomText, SAMPLE_TEXTS } from '../tokens/sample-texts'

export function testTokenizer(): Tokenizer {
  return createTokenizer(trainBpe(SAMPLE_TEXTS, { vocabSize: 400, specialTokens: ['<|endoftext|>'] }))
}

/** Returns documents of varied length in units of three, the first ones very short. */
export function testDocuments(count: number): Document[] {
  const random = uniform(11)
  return Array.from({ length: count }, (_, i) => ({
    name: `unit-${i % 10}/file-${i}.md`,
    kind: 'documentation',
    unit: `unit-${i % 10}`,
    text: randomText(random, 2 + i * 9),
  }))
}
