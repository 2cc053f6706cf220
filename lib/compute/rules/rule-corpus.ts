import { LRUCache } from 'lru-cache'
import {
  createVocabulary,
  type RuleSequence,
  type RuleVocabulary,
  readText,
  splitText,
  TextCounts,
} from '@/lib/interp/rules'
import { findTokenizer } from '@/lib/models'
import { corpusFile } from '../corpus-slices'
import type { ModelRef } from '../loaded'
import { readTokenizer } from '../store/tokenizer'

/** The text that rules are about: the first sequences of a corpus, some to choose rules on, the others to score them. */
export interface RuleCorpusRequest {
  readonly model: ModelRef
  readonly corpus: string
  readonly special: Uint8Array
  readonly seed: number
  /** Number of sequences of the analysis. */
  readonly analysed: number
  /** Most content tokens on which rules are chosen; of more text, sequences are taken at even distances. */
  readonly chosenTokens: number
}

export interface RuleCorpus {
  readonly vocabulary: RuleVocabulary
  /** What is wholly on one side. */
  readonly by: 'documents' | 'sequences'
  isScored(sequence: number): boolean
  /** True for the sequences that rules are chosen on. */
  isChosen(sequence: number): boolean
  /** The share of all sequences that rules are chosen on. */
  readonly chosenShare: number
  /** Returns sequences [from, to) that `take` names. */
  read(from: number, to: number, take: (sequence: number) => boolean): Promise<RuleSequence[]>
  /** The text on which rules are chosen. Reads it once. */
  chosenText(): Promise<TextCounts>
}

const READ_AT_ONCE = 1024
/** A thread forgets the text after so long without use. */
const KEPT_MS = 60_000

/** Two dictionaries of a run that are labelled at the same time may choose on different amounts of text. */
const kept = new LRUCache<string, Promise<RuleCorpus>>({
  max: 2,
  ttl: KEPT_MS,
  updateAgeOnGet: true,
  ttlAutopurge: true,
})

/** Returns the text of a request, which the thread keeps for the next call. */
export function ruleCorpus(request: RuleCorpusRequest): Promise<RuleCorpus> {
  const { model, corpus, seed, analysed, chosenTokens } = request
  const key = [model.hash, corpus, seed, analysed, chosenTokens].join(' ')
  let found = kept.get(key)
  if (!found) {
    found = openRuleCorpus(request)
    found.catch(() => kept.delete(key))
    kept.set(key, found)
  }
  return found
}

async function openRuleCorpus(request: RuleCorpusRequest): Promise<RuleCorpus> {
  const { corpus, seed, analysed, chosenTokens } = request
  const file = await corpusFile(corpus)
  const documents = await file.documents()
  const documentOf = new Int32Array(analysed)
  const lengths = new Int32Array(analysed)
  for (let from = 0; from < analysed; from += READ_AT_ONCE) {
    const { document, offsets } = await file.sequences(from, Math.min(analysed, from + READ_AT_ONCE))
    documentOf.set(document, from)
    for (let i = 0; i < document.length; i++) lengths[from + i] = offsets[i + 1] - offsets[i]
  }
  const split = splitText(seed, documentOf, documents)
  const choosing = [...documentOf.keys()].filter((sequence) => !split.isScored(sequence))
  const tokens = choosing.reduce((sum, sequence) => sum + lengths[sequence], 0)
  const stride = Math.max(1, Math.ceil(tokens / chosenTokens))
  const chosen = new Set(choosing.filter((_, i) => i % stride === 0))
  const vocabulary = vocabularyOf(request)

  async function read(from: number, to: number, take: (sequence: number) => boolean) {
    const { ids, offsets } = await (await corpusFile(corpus)).sequences(from, to)
    const sequences: RuleSequence[] = []
    for (let sequence = from; sequence < to; sequence++) {
      if (!take(sequence)) continue
      const document = documents[documentOf[sequence]]
      const unit = split.by === 'documents' ? document.unit : String(sequence)
      const tokenIds = ids.slice(offsets[sequence - from], offsets[sequence - from + 1])
      sequences.push({ sequence, tokenIds, document, unit })
    }
    return sequences
  }

  let text: Promise<TextCounts> | undefined
  async function readChosen() {
    const sequences: RuleSequence[] = []
    for (let from = 0; from < analysed; from += READ_AT_ONCE)
      sequences.push(...(await read(from, Math.min(analysed, from + READ_AT_ONCE), (s) => chosen.has(s))))
    return new TextCounts(readText(sequences, vocabulary), vocabulary)
  }
  return {
    vocabulary,
    by: split.by,
    isScored: split.isScored,
    isChosen: (sequence) => chosen.has(sequence),
    chosenShare: chosen.size / analysed,
    read,
    chosenText() {
      text ??= readChosen()
      return text
    },
  }
}

function vocabularyOf({ model, special }: RuleCorpusRequest): RuleVocabulary {
  const tokenizer = readTokenizer(findTokenizer(model.dir))
  const bytes = Array.from(special, (_, id) =>
    id < tokenizer.vocabSize ? tokenizer.bytes(id) : new Uint8Array(),
  )
  return createVocabulary(bytes, special)
}
