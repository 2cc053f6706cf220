import { describe, expect, it } from 'vitest'
import { farthestEffects, type Posting, sumFirings } from '@/lib/db/queries/merge-postings'
import { uniform } from '../support/random'

const postings: Posting[] = [
  { features: [4, 2, 9], values: [8, 3, 1], counts: [4, 1, 0], maxima: [3, 3, 0], total: 3 },
  { features: [2, 7], values: [0.1, -5], counts: [2, 5], maxima: [0.09, 2], total: 2 },
]

describe('sumFirings', () => {
  it('adds what a feature does on each token, and leaves out those that fire on none', () => {
    expect(sumFirings(postings)).toEqual([
      { index: 4, mass: 8, count: 4, maximum: 3 },
      { index: 2, mass: 3 + Math.fround(0.1), count: 3, maximum: 3 },
      { index: 7, mass: -5, count: 5, maximum: 2 },
    ])
    expect(sumFirings([])).toEqual([])
  })
})

describe('farthestEffects', () => {
  it('keeps the effect farthest from zero, with its sign', () => {
    const moves = [
      { ...postings[0], values: [0.2, 0.4, -0.1] },
      { ...postings[1], values: [-0.5, 0.1] },
    ]
    expect(farthestEffects(moves)).toEqual([
      { index: 4, value: 0.2 },
      { index: 2, value: -0.5 },
      { index: 9, value: -0.1 },
      { index: 7, value: 0.1 },
    ])
  })

  it('returns the first of all features where lists are cut, none with an effect that another list hides', () => {
    const next = uniform(8)
    for (let round = 0; round < 50; round++) {
      const whole = [0, 1, 2].map(() => Array.from({ length: 40 }, () => next() ** 2))
      const lists = whole.map((effects) => {
        const order = effects.map((_, index) => index).sort((a, b) => effects[b] - effects[a])
        const features = order.slice(0, 5 + Math.floor(next() * 20))
        const values = features.map((index) => effects[index])
        return { features, values, counts: [], maxima: [], total: effects.length }
      })
      const slow = Array.from({ length: 40 }, (_, index) => ({
        index,
        value: Math.max(...whole.map((effects) => effects[index])),
      })).sort((a, b) => b.value - a.value)
      const found = farthestEffects(lists).sort((a, b) => b.value - a.value)
      expect(found.length).toBeGreaterThanOrEqual(5)
      expect(found).toEqual(slow.slice(0, found.length))
    }
  })
})
