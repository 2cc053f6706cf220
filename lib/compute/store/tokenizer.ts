import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { TokenizerFiles } from '@/lib/models'
import { specialMask } from '@/lib/tokens/special-mask'
import { createTokenizer, type Tokenizer } from '@/lib/tokens/tokenizer'
import { readTokenizerJson, readVocabAndMerges } from '@/lib/tokens/tokenizer-json'

/**
 * Reads the tokenizer of a model directory. Throws `unsupported` with the option of the file that is not supported.
 */
export function readTokenizer(files: TokenizerFiles): Tokenizer {
  return createTokenizer(
    files.kind === 'tokenizer.json'
      ? readTokenizerJson(readFileSync(files.path, 'utf8'), files.path)
      : readVocabAndMerges(readFileSync(files.vocab, 'utf8'), readFileSync(files.merges, 'utf8')),
  )
}

/** Returns a hash of what the tokenizer does, not of how its file is laid out. */
export function tokenizerHash({ model }: Tokenizer): string {
  const hash = createHash('sha256').update(JSON.stringify([model.addPrefixSpace, [...model.specials]]))
  for (const bytes of model.vocab) hash.update(`${bytes?.length ?? -1}:`).update(bytes ?? new Uint8Array())
  for (const merge of model.merges) hash.update(JSON.stringify(merge))
  return hash.digest('hex')
}

/**
 * Returns the ids that are left out of every statistic, as a set and as a mask over the vocabulary of the embedding.
 */
export function specialTokens(tokenizer: Tokenizer, dVocab: number): { ids: Set<number>; mask: Uint8Array } {
  const mask = specialMask({ size: tokenizer.vocabSize, isSpecial: (id) => tokenizer.isSpecial(id) }, dVocab)
  return { ids: new Set([...mask.keys()].filter((id) => mask[id] === 1)), mask }
}
