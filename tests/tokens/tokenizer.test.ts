import { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers'
import { describe, expect, it } from 'vitest'
import { trainBpe } from '@/lib/tokens/bpe-train'
import { createTokenizer } from '@/lib/tokens/tokenizer'
import { readTokenizerJson, writeTokenizerJson } from '@/lib/tokens/tokenizer-json'
import { uniform } from '../support/random'
import { hex, naiveEncode } from './naive-bpe'
import { randomText, SAMPLE_TEXTS } from './sample-texts'

const model = trainBpe([...SAMPLE_TEXTS, ...SAMPLE_TEXTS], {
  vocabSize: 700,
  specialTokens: ['<|endoftext|>'],
})
const tokenizer = createTokenizer(model)
const random = uniform(7)
const texts = [...SAMPLE_TEXTS, ...Array.from({ length: 60 }, (_, i) => randomText(random, 5 + i * 10))]

describe('createTokenizer', () => {
  it('encodes as the naive merge loop does, short words and long', () => {
    for (const text of texts)
      expect(Array.from(tokenizer.encode(text), (id) => hex([...tokenizer.bytes(id)]))).toEqual(
        naiveEncode(text, model),
      )
  })

  it('encodes as @huggingface/tokenizers does from the written file', () => {
    const config = JSON.parse(writeTokenizerJson(model))
    const reference = new HuggingFaceTokenizer(config, {})
    for (const text of texts) {
      // The two differ where JavaScript's \s is not White_Space, and where special tokens are cut out.
      if (/[\u0085\ufeff]|<\|endoftext\|>/.test(text)) continue
      expect([...tokenizer.encode(text)], JSON.stringify(text)).toEqual(
        reference.encode(text, { add_special_tokens: false }).ids,
      )
    }
  })

  it('gives every well-formed string back, byte for byte', () => {
    for (const text of texts) expect(tokenizer.decode(tokenizer.encode(text))).toBe(text)
    expect(tokenizer.decode(tokenizer.encode('\ufeffbom'))).toBe('\ufeffbom')
  })

  it('reads lone surrogates as U+FFFD', () => {
    const text = 'a\ud800b\udfff'
    expect(tokenizer.decode(tokenizer.encode(text))).toBe('a\ufffdb\ufffd')
    expect([...tokenizer.encode(text)]).toEqual([...tokenizer.encode('a\ufffdb\ufffd')])
    const { ends } = tokenizer.encodeWithOffsets(text)
    expect(ends.at(-1)).toBe(text.length)
  })

  it('never encodes text to a special token, and decodes one to its text', () => {
    const end = tokenizer.specialId('<|endoftext|>') ?? -1
    expect(tokenizer.isSpecial(end)).toBe(true)
    expect([...tokenizer.encode('a <|endoftext|> b')].some((id) => tokenizer.isSpecial(id))).toBe(false)
    expect(tokenizer.decode([end])).toBe('<|endoftext|>')
  })

  it('gives UTF-16 spans that cover the text; tokens inside a character share its span', () => {
    for (const text of texts) {
      const { ids, starts, ends } = tokenizer.encodeWithOffsets(text)
      let position = 0
      for (let i = 0; i < ids.length; i++) {
        expect(starts[i]).toBeLessThanOrEqual(position)
        position = Math.max(position, ends[i])
        const piece = Buffer.from(tokenizer.bytes(ids[i]))
        expect(Buffer.from(text.slice(starts[i], ends[i])).includes(piece)).toBe(true)
      }
      expect(position).toBe(text.length)
    }
    const byteLevel = createTokenizer(trainBpe([''], { vocabSize: 256, specialTokens: [] }))
    const { starts, ends } = byteLevel.encodeWithOffsets('a😀b')
    expect([...starts]).toEqual([0, 1, 1, 1, 1, 3])
    expect([...ends]).toEqual([1, 3, 3, 3, 3, 4])
  })

  it('puts the prefix space outside the spans', () => {
    const prefixing = createTokenizer({ ...model, addPrefixSpace: true })
    expect([...prefixing.encode('Hello')]).toEqual([...tokenizer.encode(' Hello')])
    expect([...prefixing.encode(' Hello')]).toEqual([...tokenizer.encode(' Hello')])
    const { starts, ends } = prefixing.encodeWithOffsets('Hello')
    expect(starts[0]).toBe(0)
    expect(ends.at(-1)).toBe(5)
  })

  it('names an id outside the vocabulary', () => {
    expect(() => tokenizer.bytes(70000)).toThrow('token id 70000 is outside the vocabulary of 700')
  })

  it('encodes a word of 400,000 characters, in which every pair is a merge, and decodes to it', () => {
    const word = 'ab'.repeat(200_000)
    expect(tokenizer.decode(tokenizer.encode(word))).toBe(word)
  })
})

describe('tokenizer.json', () => {
  it('comes back as it was written', () => {
    expect(readTokenizerJson(writeTokenizerJson(model))).toEqual(model)
  })
})
