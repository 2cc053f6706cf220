/**
 * Builds a corpus from documents: seeded order, tokens, windows. The caller removes near-duplicates
 * (`removeNearDuplicates`; the demo manifest has none). Any prefix of the sequences is a fair sample.
 */
import type { Document } from '@/lib/domain/corpus'
import { SemascopeError } from '@/lib/errors'
import { END_OF_TEXT } from '@/lib/tokens/bpe-model'
import type { Tokenizer } from '@/lib/tokens/tokenizer'
import { cutWindows } from '@/lib/tokens/windows'
import type { Corpus, CorpusDocument } from './corpus'
import { GrowingInt32 } from './grow'
import { heldOut, inSeededOrder } from './seeded-hash'

export interface BuildOptions {
  /** Most tokens of a sequence, BOS included. */
  readonly contextSize: number
  readonly prependBos: boolean
  /** Default: the tokenizer's `<|endoftext|>`, otherwise its only special token. */
  readonly bosTokenId?: number
  /** Stops at the first sequence that reaches this many content tokens. Default: no limit. */
  readonly maxTokens?: number
  readonly seed: number | string
  /** Share of units held out of all training. */
  readonly heldOutShare: number
  /** Called after each document with the content tokens and documents so far. */
  readonly onProgress?: (tokens: number, documents: number) => void
}

/**
 * Builds a corpus. Throws `invalid_input` if there is no document, no sequence or no BOS to prepend, or a name is
 * used twice.
 */
export function buildCorpus(
  documents: readonly Document[],
  tokenizer: Tokenizer,
  options: BuildOptions,
): Corpus {
  const { contextSize, prependBos, seed, heldOutShare } = options
  const maxTokens = options.maxTokens ?? Number.POSITIVE_INFINITY
  if (documents.length === 0) throw new SemascopeError('invalid_input', 'the corpus is empty: no documents')
  refuseRepeatedNames(documents)
  const bosTokenId = prependBos ? (options.bosTokenId ?? defaultBos(tokenizer)) : null

  const ids = new GrowingInt32(1 << 16)
  const offsets = new GrowingInt32()
  const documentOf = new GrowingInt32()
  const startOf = new GrowingInt32()
  const tokenCounts = new Float64Array(tokenizer.vocabSize)
  const built: CorpusDocument[] = []
  let contentTokens = 0
  let heldOutTokens = 0
  offsets.push(0)
  for (const document of inSeededOrder(documents, seed)) {
    if (contentTokens >= maxTokens) break
    const tokens = tokenizer.encode(document.text)
    let used = 0
    for (const window of cutWindows(tokens.length, { contextSize, prependBos })) {
      if (contentTokens + used >= maxTokens) break
      const content = tokens.subarray(window.start, window.start + window.length)
      if (bosTokenId !== null) ids.push(bosTokenId)
      ids.append(content)
      for (const id of content) tokenCounts[id]++
      offsets.push(ids.length)
      documentOf.push(built.length)
      startOf.push(window.start)
      used += window.length
    }
    const held = heldOut(document.unit, seed, heldOutShare)
    const { name, kind, unit } = document
    built.push({ name, kind, unit, heldOut: held, tokens: used })
    contentTokens += used
    if (held) heldOutTokens += used
    options.onProgress?.(contentTokens, built.length)
  }
  if (contentTokens === 0)
    throw new SemascopeError(
      'invalid_input',
      `the corpus is empty: none of ${documents.length} documents has the 8 tokens of a sequence`,
    )
  return {
    settings: {
      contextSize,
      prependBos,
      bosTokenId,
      vocabSize: tokenizer.vocabSize,
      seed,
      heldOutShare,
      maxTokens: options.maxTokens ?? null,
    },
    documents: built,
    sequences: {
      ids: ids.toArray(),
      offsets: offsets.toArray(),
      document: documentOf.toArray(),
      start: startOf.toArray(),
    },
    contentTokens,
    heldOutTokens,
    tokenCounts,
  }
}

function defaultBos(tokenizer: Tokenizer): number {
  const { specials } = tokenizer.model
  const id = specials.get(END_OF_TEXT) ?? (specials.size === 1 ? [...specials.values()][0] : undefined)
  if (id === undefined)
    throw new SemascopeError(
      'invalid_input',
      `no BOS token to prepend: the tokenizer's special tokens are ${[...specials.keys()].join(' ') || 'none'}`,
    )
  return id
}

function refuseRepeatedNames(documents: readonly Document[]): void {
  const names = new Set<string>()
  for (const { name } of documents) {
    if (names.has(name)) throw new SemascopeError('invalid_input', `two documents are named "${name}"`)
    names.add(name)
  }
}
