import { describe, expect, it } from 'vitest'
import { buildCorpus } from '@/lib/corpus/build'
import { heldOut } from '@/lib/corpus/seeded-hash'
import { testDocuments, testTokenizer } from './fixtures'

const tokenizer = testTokenizer()
const options = { contextSize: 16, prependBos: true, seed: 3, heldOutShare: 0.2 }

describe('buildCorpus', () => {
  const corpus = buildCorpus(testDocuments(40), tokenizer, options)
  const { ids, offsets, document, start } = corpus.sequences
  const bos = tokenizer.specialId('<|endoftext|>')

  it('cuts every document into windows that together give the document', () => {
    const texts = new Map(testDocuments(40).map((d) => [d.name, d.text]))
    corpus.documents.forEach((built, d) => {
      const whole = tokenizer.encode(texts.get(built.name) ?? '')
      const tail = whole.length % 15
      expect(built.tokens).toBe(tail > 0 && tail < 8 ? whole.length - tail : whole.length)
      let at = 0
      document.forEach((owner, s) => {
        if (owner !== d) return
        const sequence = [...ids.slice(offsets[s], offsets[s + 1])]
        expect(sequence[0]).toBe(bos)
        expect(start[s]).toBe(at)
        expect(sequence.slice(1)).toEqual([...whole.slice(at, at + 15)])
        at += sequence.length - 1
      })
      expect(at).toBe(built.tokens)
    })
  })

  it('counts content tokens, without BOS', () => {
    const content = [...ids].filter((id) => id !== bos)
    expect(corpus.contentTokens).toBe(content.length)
    expect(corpus.tokenCounts.reduce((a, b) => a + b)).toBe(content.length)
    for (const id of new Set(content))
      expect(corpus.tokenCounts[id]).toBe(content.filter((x) => x === id).length)
    const held = corpus.documents.filter((d) => d.heldOut).reduce((sum, d) => sum + d.tokens, 0)
    expect(corpus.heldOutTokens).toBe(held)
  })

  it('holds out whole units, by seed and name alone', () => {
    for (const d of corpus.documents) expect(d.heldOut).toBe(heldOut(d.unit, 3, 0.2))
    const units = Array.from({ length: 4000 }, (_, i) => `unit-${i}`)
    const share = units.filter((unit) => heldOut(unit, 8, 0.05)).length / units.length
    expect(Math.abs(share - 0.05)).toBeLessThan(0.015)
    expect(units.filter((unit) => heldOut(unit, 9, 0.05))).not.toEqual(
      units.filter((unit) => heldOut(unit, 8, 0.05)),
    )
  })

  it('is the same for any order of the documents, and its prefix is the smaller corpus', () => {
    expect(buildCorpus(testDocuments(40).reverse(), tokenizer, options)).toEqual(corpus)
    const small = buildCorpus(testDocuments(40), tokenizer, { ...options, maxTokens: 500 })
    expect(small.contentTokens).toBeGreaterThanOrEqual(500)
    expect(small.contentTokens).toBeLessThan(515)
    expect([...small.sequences.ids]).toEqual([...ids.slice(0, small.sequences.ids.length)])
  })

  it('leaves out BOS if it is not asked for', () => {
    const bare = buildCorpus(testDocuments(40), tokenizer, { ...options, prependBos: false })
    expect(bare.sequences.ids.includes(bos ?? -1)).toBe(false)
    expect(bare.contentTokens).toBe(bare.sequences.ids.length)
  })

  it('refuses an empty corpus', () => {
    expect(() => buildCorpus([], tokenizer, options)).toThrow('the corpus is empty')
    const tiny = { name: 'a', kind: 'text', unit: 'a', text: 'x' } as const
    expect(() => buildCorpus([tiny], tokenizer, options)).toThrow('none of 1 documents')
    expect(() => buildCorpus([tiny, tiny], tokenizer, options)).toThrow('two documents are named "a"')
  })
})
