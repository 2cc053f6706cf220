/**
 * Trains byte-level BPE on distinct words: pair counts are updated word by word and a heap gives the most frequent
 * pair. The result is deterministic: of equal pairs the one with smaller ids wins, and the order of words does not
 * matter. Tokens with equal bytes are one token (as in Hugging Face's trainer), so a vocabulary can always be written
 * as strings. Source: Sennrich et al. 2016; huggingface/tokenizers models/bpe/trainer.rs.
 */
import { SemascopeError } from '@/lib/errors'
import type { BpeModel, Merge } from './bpe-model'
import { BYTES_IN_ORDER, bytesToAlphabet } from './byte-alphabet'
import { PairHeap } from './pair-heap'
import { countWords, type WordCounts } from './word-counts'

export interface BpeTrainOptions {
  /** Size of the vocabulary: 256 bytes, merges and special tokens; at most 65,536. */
  readonly vocabSize: number
  /** Special tokens, which get the last ids in this order. */
  readonly specialTokens: readonly string[]
  /** Longer words are not counted. Default 64. */
  readonly maxWordBytes?: number
  /** A rarer pair is not merged, and the vocabulary then stays smaller. Default 2. */
  readonly minPairCount?: number
}

const PAIR_BASE = 65536

/** Trains a tokenizer. Throws `invalid_input` if the vocabulary size is out of range. */
export function trainBpe(texts: Iterable<string>, options: BpeTrainOptions): BpeModel {
  const { vocabSize, specialTokens, maxWordBytes = 64, minPairCount = 2 } = options
  const wanted = vocabSize - specialTokens.length
  if (!Number.isInteger(vocabSize) || wanted < 256 || vocabSize > PAIR_BASE)
    throw new SemascopeError(
      'invalid_input',
      `vocabulary size ${vocabSize} is outside ${256 + specialTokens.length}…${PAIR_BASE} (256 bytes and ${specialTokens.length} special tokens)`,
    )
  if (new Set(specialTokens).size !== specialTokens.length)
    throw new SemascopeError('invalid_input', `special tokens repeat: ${specialTokens.join(' ')}`)

  const { vocab, merges } = learnMerges(countWords(texts, maxWordBytes), wanted, minPairCount, specialTokens)
  const specials = new Map<string, number>()
  for (const token of specialTokens) {
    specials.set(token, vocab.length)
    vocab.push(new TextEncoder().encode(token))
  }
  return { vocab, merges, specials, addPrefixSpace: false }
}

function learnMerges(
  words: WordCounts,
  wanted: number,
  minPairCount: number,
  reserved: readonly string[],
): { vocab: Uint8Array[]; merges: Merge[] } {
  const vocab = BYTES_IN_ORDER.map((byte) => Uint8Array.of(byte))
  const idOf = new Map(vocab.map((bytes, id) => [bytesToAlphabet(bytes), id]))
  const reservedKeys = new Set(reserved.map((text) => bytesToAlphabet(new TextEncoder().encode(text))))
  const merges: Merge[] = []
  const learned = new Set<number>()
  const state = new PairCounts(words)

  while (vocab.length < wanted) {
    const pair = state.popBest(minPairCount)
    if (pair === undefined) break
    const left = Math.floor(pair / PAIR_BASE)
    const right = pair % PAIR_BASE
    const bytes = new Uint8Array(vocab[left].length + vocab[right].length)
    bytes.set(vocab[left])
    bytes.set(vocab[right], vocab[left].length)
    const key = bytesToAlphabet(bytes)
    if (reservedKeys.has(key)) {
      state.forget(pair)
      continue
    }
    let result = idOf.get(key)
    if (result === undefined) {
      result = vocab.length
      vocab.push(bytes)
      idOf.set(key, result)
    }
    if (!learned.has(pair)) merges.push({ left, right, result })
    learned.add(pair)
    state.merge(pair, left, right, result)
  }
  return { vocab, merges }
}

/** Words as token ids, with the count of every adjacent pair and the words that may contain the pair. */
class PairCounts {
  private readonly ids: Uint16Array
  private readonly starts: Int32Array
  private readonly lengths: Int32Array
  private readonly wordCounts: Float64Array
  private readonly counts = new Map<number, number>()
  /** Words that once contained the pair; a word may be listed twice, and may have lost the pair since. */
  private readonly wordsOfPair = new Map<number, number[]>()
  private readonly heap = new PairHeap()

  constructor(words: WordCounts) {
    const idOfByte = new Uint16Array(256)
    BYTES_IN_ORDER.forEach((byte, id) => {
      idOfByte[byte] = id
    })
    this.ids = Uint16Array.from(words.bytes, (byte) => idOfByte[byte])
    this.starts = words.offsets.slice(0, -1)
    this.lengths = this.starts.map((start, w) => words.offsets[w + 1] - start)
    this.wordCounts = words.counts
    for (let w = 0; w < this.starts.length; w++) this.addPairs(w, 1)
    for (const [pair, count] of this.counts) this.heap.push(count, pair)
  }

  /** Returns the most frequent pair, or undefined if no pair occurs `minimum` times. */
  popBest(minimum: number): number | undefined {
    for (;;) {
      const top = this.heap.pop()
      if (!top) return undefined
      const count = this.counts.get(top.pair) ?? 0
      if (count < minimum) continue
      if (count === top.count) return top.pair
      if (count < top.count) this.heap.push(count, top.pair)
    }
  }

  forget(pair: number): void {
    this.counts.delete(pair)
  }

  merge(pair: number, left: number, right: number, result: number): void {
    const changed = new Map<number, number>()
    for (const w of this.wordsOfPair.get(pair) ?? []) {
      const start = this.starts[w]
      const length = this.lengths[w]
      if (!this.holds(start, length, left, right)) continue
      this.addPairs(w, -1, changed)
      let to = start
      for (let from = start; from < start + length; from++) {
        if (from + 1 < start + length && this.ids[from] === left && this.ids[from + 1] === right) {
          this.ids[to++] = result
          from++
        } else this.ids[to++] = this.ids[from]
      }
      this.lengths[w] = to - start
      this.addPairs(w, 1, changed, result)
    }
    this.wordsOfPair.delete(pair)
    this.counts.delete(pair)
    for (const [other, change] of changed) {
      if (change > 0 && other !== pair) this.heap.push(this.counts.get(other) ?? 0, other)
    }
  }

  private holds(start: number, length: number, left: number, right: number): boolean {
    for (let i = start; i + 1 < start + length; i++)
      if (this.ids[i] === left && this.ids[i + 1] === right) return true
    return false
  }

  /** Adds or removes the pairs of a word, and notes the word for new pairs: all, or only those with `touching`. */
  private addPairs(w: number, sign: 1 | -1, changed?: Map<number, number>, touching?: number): void {
    const last = this.starts[w] + this.lengths[w] - 1
    const amount = sign * this.wordCounts[w]
    for (let i = this.starts[w]; i < last; i++) {
      const a = this.ids[i]
      const b = this.ids[i + 1]
      const pair = a * PAIR_BASE + b
      this.counts.set(pair, (this.counts.get(pair) ?? 0) + amount)
      changed?.set(pair, (changed.get(pair) ?? 0) + amount)
      if (sign < 0 || (touching !== undefined && a !== touching && b !== touching)) continue
      const wordsOfPair = this.wordsOfPair.get(pair)
      if (!wordsOfPair) this.wordsOfPair.set(pair, [w])
      else if (wordsOfPair[wordsOfPair.length - 1] !== w) wordsOfPair.push(w)
    }
  }
}
