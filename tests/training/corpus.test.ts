import { describe, expect, it } from 'vitest'
import { heldOut } from '@/lib/corpus/seeded-hash'
import type { Document } from '@/lib/domain/corpus'
import { splitCorpus } from '@/lib/train/corpus'

const documents = Array.from({ length: 200 }, (_, i): Document => {
  const unit = `unit-${i % 50}`
  return { name: `${unit}/${i}`, unit, kind: 'text', text: `text ${i}` }
})
const rule = { seed: 1, share: 0.2 }

describe('splitCorpus', () => {
  it('holds out whole units by the seeded hash of their name', () => {
    const corpus = splitCorpus(documents, 'a text', rule)
    const units = (part: readonly Document[]) => new Set(part.map((document) => document.unit))
    const [training, outside] = [units(corpus.training), units(corpus.heldOut)]
    expect([...training].some((unit) => outside.has(unit))).toBe(false)
    expect(corpus.training.length + corpus.heldOut.length).toBe(200)
    expect([...outside].every((unit) => heldOut(unit, 1, 0.2))).toBe(true)
    expect(outside.size).toBeGreaterThan(3)
    expect(outside.size).toBeLessThan(20)
  })

  it('hashes every name and text', () => {
    const hash = (changed: Document[]) => splitCorpus(changed, 'a text', rule).hash
    const before = hash(documents)
    expect(hash([...documents])).toBe(before)
    expect(hash(documents.map((d, i) => (i === 7 ? { ...d, text: 'other' } : d)))).not.toBe(before)
    expect(hash(documents.map((d, i) => (i === 7 ? { ...d, name: 'other' } : d)))).not.toBe(before)
  })

  it('refuses a corpus without a training or a held-out part', () => {
    expect(() => splitCorpus(documents, 'a text', { seed: 1, share: 1 })).toThrow(
      'a text: no document is left to train on',
    )
    expect(() => splitCorpus(documents, 'a text', { seed: 1, share: 0 })).toThrow(
      'none of 200 documents is held out',
    )
  })
})
