import { describe, expect, it } from 'vitest'
import type { Document } from '@/lib/domain/corpus'
import { END_OF_TEXT } from '@/lib/tokens/bpe-model'
import { trainBpe } from '@/lib/tokens/bpe-train'
import { createTokenizer } from '@/lib/tokens/tokenizer'
import { buildTokenSet, contentTokens, fillBatch } from '@/lib/train/token-set'

// With 256 bytes and one special token a token is a byte, so expectations can be written by hand.
const tokenizer = createTokenizer(trainBpe(['x'], { vocabSize: 257, specialTokens: [END_OF_TEXT] }))
const BOS = 256
const text = (length: number, from = 0) =>
  Array.from({ length }, (_, i) => String.fromCharCode(97 + ((from + i) % 26))).join('')
const document = (name: string, unit: string, length: number): Document => ({
  name,
  unit,
  kind: 'text',
  text: text(length),
})

const CONTEXT = 11
const set = buildTokenSet(
  [document('a', 'one', 25), document('b', 'two', 9), document('c', 'one', 3)],
  tokenizer,
  CONTEXT,
)
const ids = (length: number, from = 0) => [...tokenizer.encode(text(length, from))]

describe('buildTokenSet', () => {
  it('cuts windows that leave room for BOS, drops short tails and keeps units', () => {
    // a: 10 + 10, the tail of 5 is dropped; b: one window of 9; c is too short.
    expect([...set.lengths]).toEqual([10, 10, 9])
    expect([...set.starts]).toEqual([0, 10, 25])
    expect([...set.continues]).toEqual([1, 1, 0])
    expect([...set.units].map((unit) => set.unitNames[unit])).toEqual(['one', 'one', 'two'])
    expect(contentTokens(set)).toBe(29)
    expect(set.documents).toBe(3)
  })
})

describe('fillBatch', () => {
  it('puts BOS first, pads with BOS, and aims each position at the next token of the document', () => {
    const batch = fillBatch(set, [1, 2], 3, CONTEXT, BOS, true)
    const row = (array: ArrayLike<number>, r: number) =>
      Array.from(array).slice(r * CONTEXT, (r + 1) * CONTEXT)
    expect(row(batch.ids, 0)).toEqual([BOS, ...ids(10, 10)])
    expect(row(batch.targets, 0)).toEqual(ids(11, 10))
    expect(row(batch.targetMask, 0)).toEqual(new Array(11).fill(1))
    expect(row(batch.ids, 1)).toEqual([BOS, ...ids(9), BOS])
    expect(row(batch.targets, 1)).toEqual([...ids(9), BOS, BOS])
    expect(row(batch.targetMask, 1)).toEqual([...new Array(9).fill(1), 0, 0])
    expect(row(batch.ids, 2)).toEqual(new Array(11).fill(BOS))
    expect(row(batch.targetMask, 2)).toEqual(new Array(11).fill(0))
  })

  it('stays inside the window for metrics', () => {
    const batch = fillBatch(set, [0], 1, CONTEXT, BOS, false)
    expect([...batch.targetMask]).toEqual([...new Array(10).fill(1), 0])
    expect(batch.targets[10]).toBe(BOS)
  })
})
