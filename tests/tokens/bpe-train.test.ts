import { describe, expect, it } from 'vitest'
import { trainBpe } from '@/lib/tokens/bpe-train'
import { BYTES_IN_ORDER } from '@/lib/tokens/byte-alphabet'
import { uniform } from '../support/random'
import { hex, naiveTrain } from './naive-bpe'
import { randomText, SAMPLE_TEXTS } from './sample-texts'

const mergesOf = (model: ReturnType<typeof trainBpe>) =>
  model.merges.map(({ left, right }) => [hex([...model.vocab[left]]), hex([...model.vocab[right]])])

describe('trainBpe', () => {
  const texts = [...SAMPLE_TEXTS, ...SAMPLE_TEXTS.slice(5, 15)]

  it('learns the merges that a recounting trainer learns', () => {
    const model = trainBpe(texts, { vocabSize: 256 + 150 + 1, specialTokens: ['<|endoftext|>'] })
    expect(mergesOf(model)).toEqual(naiveTrain(texts, 150, BYTES_IN_ORDER))
  })

  it('learns the same on texts of few letters, where tokens arise in several ways', () => {
    const random = uniform(5)
    for (let round = 0; round < 20; round++) {
      const words = Array.from({ length: 60 }, () =>
        Array.from({ length: 1 + Math.floor(random() * 12) }, () => 'abc'[Math.floor(random() * 3)]).join(''),
      )
      const model = trainBpe([words.join(' ')], { vocabSize: 256 + 120, specialTokens: [] })
      expect(mergesOf(model)).toEqual(naiveTrain([words.join(' ')], 120, BYTES_IN_ORDER))
      expect(new Set(model.vocab.map((bytes) => hex([...bytes]))).size).toBe(model.vocab.length)
    }
  })

  it('does not depend on the order of the texts', () => {
    const random = uniform(1)
    const many = Array.from({ length: 40 }, () => randomText(random, 200))
    const options = { vocabSize: 500, specialTokens: ['<|endoftext|>'] }
    expect(trainBpe(many, options)).toEqual(trainBpe([...many].reverse(), options))
  })

  it('puts special tokens last and never learns one', () => {
    const model = trainBpe(['pad pad pad pad pad'], { vocabSize: 300, specialTokens: ['pad', '<s>'] })
    expect([...model.specials]).toEqual([
      ['pad', model.vocab.length - 2],
      ['<s>', model.vocab.length - 1],
    ])
    expect(
      model.merges.filter(({ result }) => Buffer.from(model.vocab[result]).toString() === 'pad'),
    ).toEqual([])
  })

  it('refuses a vocabulary without room for the bytes', () => {
    expect(() => trainBpe(['x'], { vocabSize: 256, specialTokens: ['<|endoftext|>'] })).toThrow(
      /vocabulary size 256/,
    )
  })
})
