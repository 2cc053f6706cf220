import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ModelSpec } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'

/** The tokenizer files of a model directory. */
export type TokenizerFiles =
  | { readonly kind: 'tokenizer.json'; readonly path: string }
  | { readonly kind: 'vocab+merges'; readonly vocab: string; readonly merges: string }

/** Finds tokenizer.json, or vocab.json with merges.txt. Throws `not_found` with the missing file. */
export function findTokenizer(dir: string): TokenizerFiles {
  const path = join(dir, 'tokenizer.json')
  if (existsSync(path)) return { kind: 'tokenizer.json', path }
  const vocab = join(dir, 'vocab.json')
  const merges = join(dir, 'merges.txt')
  const missing = [vocab, merges].filter((file) => !existsSync(file))
  if (missing.length === 0) return { kind: 'vocab+merges', vocab, merges }
  if (missing.length === 1)
    throw new SemascopeError('not_found', `${dir} lacks ${missing[0].slice(dir.length + 1)}`)
  throw new SemascopeError('not_found', `${dir} lacks tokenizer.json (or vocab.json with merges.txt)`)
}

/** Most rows that embeddings may have beyond the tokenizer's, because models pad to round numbers. */
const paddingRows = (dVocab: number) => Math.max(127, Math.floor(dVocab * 0.02))

/**
 * Checks that a tokenizer can belong to a model. `maxId` is its highest token id, `vocabSize` its number of tokens,
 * including added ones. Throws `invalid_input` if an id has no embedding row, if more rows than padding explains
 * (127, or 2 %) have no token, or if BOS or EOS is not a token.
 */
export function checkTokenizer(spec: ModelSpec, vocabSize: number, maxId: number): void {
  const fail = (what: string) => {
    throw new SemascopeError('invalid_input', `the tokenizer does not match the model: ${what}`)
  }
  if (maxId >= spec.dVocab) fail(`token id ${maxId} has no row among the ${spec.dVocab} of the embedding`)
  if (vocabSize > maxId + 1) fail(`${vocabSize} tokens share ids 0 to ${maxId}`)
  if (spec.dVocab - vocabSize > paddingRows(spec.dVocab))
    fail(`it has ${vocabSize} tokens, the embedding has ${spec.dVocab} rows`)
  if (spec.bosTokenId > maxId) fail(`BOS id ${spec.bosTokenId} is not a token, the highest id is ${maxId}`)
  if (spec.eosTokenId > maxId) fail(`EOS id ${spec.eosTokenId} is not a token, the highest id is ${maxId}`)
}
