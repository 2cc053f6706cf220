/**
 * Encodes and decodes with a byte-level BPE model. Encoding caches words. Decoding is exact to the byte: every
 * well-formed string comes back. Lone surrogates have no UTF-8 and are read as U+FFFD.
 */
import { SemascopeError } from '@/lib/errors'
import { mergeRanks, mergeWord } from './bpe-merge'
import type { BpeModel } from './bpe-model'
import { preTokenize } from './pre-tokenize'
import { byteSpans } from './utf8'

/** Tokens of a text with their UTF-16 spans; tokens that share a character share its span. */
interface EncodedText {
  readonly ids: Int32Array
  readonly starts: Int32Array
  readonly ends: Int32Array
}

export interface Tokenizer {
  readonly model: BpeModel
  readonly vocabSize: number
  /** Returns the ids of a text. The text of a special token is ordinary text; BOS is not added. */
  encode(text: string): Int32Array
  encodeWithOffsets(text: string): EncodedText
  /** Returns the text of ids; bytes that are not UTF-8 become U+FFFD (`decodeBytes` gives the exact bytes). */
  decode(ids: ArrayLike<number>): string
  /** Returns the bytes of one token; throws `invalid_input` for an id outside the vocabulary. */
  bytes(id: number): Uint8Array
  /** Returns the exact bytes of a list of tokens. */
  decodeBytes(ids: ArrayLike<number>): Uint8Array
  isSpecial(id: number): boolean
  /** Returns the id of a special token by its text. */
  specialId(token: string): number | undefined
}

const CACHED_WORD_LENGTH = 40
const CACHED_WORDS = 400_000

/** Builds a tokenizer. Throws `invalid_input` if the model lacks one of the 256 bytes. */
export function createTokenizer(model: BpeModel): Tokenizer {
  const idOfByte = byteIds(model)
  const ranks = mergeRanks(model.merges)
  const specialIds = new Set(model.specials.values())
  const encoder = new TextEncoder()
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let cache = new Map<string, Int32Array>()

  const encodeWord = (word: string): Int32Array => {
    const known = cache.get(word)
    if (known) return known
    const ids = Int32Array.from(encoder.encode(word), (byte) => idOfByte[byte])
    const merged = mergeWord(ids, model.merges, ranks)
    if (word.length > CACHED_WORD_LENGTH) return merged
    if (cache.size >= CACHED_WORDS) cache = new Map()
    const kept = merged.slice()
    cache.set(word, kept)
    return kept
  }

  const wordsOf = (text: string): string[] =>
    preTokenize(model.addPrefixSpace && text !== '' && !text.startsWith(' ') ? ` ${text}` : text)

  const bytesOf = (id: number): Uint8Array => {
    const bytes = model.vocab[id]
    if (!bytes)
      throw new SemascopeError(
        'invalid_input',
        `token id ${id} is outside the vocabulary of ${model.vocab.length}`,
      )
    return bytes
  }

  const tokenizer: Tokenizer = {
    model,
    vocabSize: model.vocab.length,
    encode(text) {
      let out = new Int32Array(Math.max(16, text.length >> 1))
      let length = 0
      for (const word of wordsOf(text)) {
        const ids = encodeWord(word)
        if (length + ids.length > out.length) {
          const grown = new Int32Array(Math.max(out.length * 2, length + ids.length))
          grown.set(out)
          out = grown
        }
        if (ids.length < 8) for (let i = 0; i < ids.length; i++) out[length + i] = ids[i]
        else out.set(ids, length)
        length += ids.length
      }
      return out.slice(0, length)
    },
    encodeWithOffsets(text) {
      const ids = tokenizer.encode(text)
      const prefixed = model.addPrefixSpace && text !== '' && !text.startsWith(' ')
      const spans = byteSpans(prefixed ? ` ${text}` : text)
      const shift = prefixed ? 1 : 0
      const starts = new Int32Array(ids.length)
      const ends = new Int32Array(ids.length)
      let byte = 0
      for (let i = 0; i < ids.length; i++) {
        const length = model.vocab[ids[i]].length
        starts[i] = Math.max(0, spans.starts[byte] - shift)
        ends[i] = Math.max(0, spans.ends[byte + length - 1] - shift)
        byte += length
      }
      return { ids, starts, ends }
    },
    decode: (ids) => decoder.decode(tokenizer.decodeBytes(ids)),
    bytes: bytesOf,
    decodeBytes(ids) {
      let total = 0
      for (let i = 0; i < ids.length; i++) total += bytesOf(ids[i]).length
      const out = new Uint8Array(total)
      let at = 0
      for (let i = 0; i < ids.length; i++) {
        out.set(bytesOf(ids[i]), at)
        at += bytesOf(ids[i]).length
      }
      return out
    },
    isSpecial: (id) => specialIds.has(id),
    specialId: (token) => model.specials.get(token),
  }
  return tokenizer
}

function byteIds(model: BpeModel): Int32Array {
  const ids = new Int32Array(256).fill(-1)
  const specialIds = new Set(model.specials.values())
  model.vocab.forEach((bytes, id) => {
    if (bytes.length === 1 && !specialIds.has(id)) ids[bytes[0]] = id
  })
  const missing = ids.indexOf(-1)
  if (missing >= 0)
    throw new SemascopeError(
      'invalid_input',
      `the vocabulary has no token for byte 0x${missing.toString(16).padStart(2, '0')}`,
    )
  return ids
}
