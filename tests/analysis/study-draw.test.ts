import { describe, expect, it } from 'vitest'
import { drawFeatures } from '@/lib/analysis/study-draw'
import type { DrawCandidate } from '@/lib/domain/study'

const candidates: DrawCandidate[] = Array.from({ length: 60 }, (_, index) => ({
  index,
  count: index < 5 ? index * 4 : 20 + index * index,
  mass: index === 50 ? 0 : 1 + (index % 7) * 10,
  raised: index === 51 ? 9 : 10,
}))
const base = { dictionary: 'model.a', sampling: 'uniform', seed: 1, wanted: 10, minFirings: 20 } as const

describe('drawFeatures', () => {
  it('gives the same draw for any order of rows', () => {
    const drawn = drawFeatures(candidates, base)
    expect(drawn).toHaveLength(10)
    expect(new Set(drawn).size).toBe(10)
    expect(drawFeatures(candidates.toReversed(), base)).toEqual(drawn)
    expect(drawFeatures(candidates, { ...base, seed: 2 })).not.toEqual(drawn)
    expect(drawFeatures(candidates, { ...base, dictionary: 'model.b' })).not.toEqual(drawn)
  })

  it('keeps the drawn features when more are wanted', () => {
    const more = drawFeatures(candidates, { ...base, wanted: 20 })
    expect(more).toEqual(expect.arrayContaining(drawFeatures(candidates, base)))
  })

  it('leaves out features that hardly fire, without activation, or without ten raised tokens', () => {
    const all = drawFeatures(candidates, { ...base, wanted: 1000 })
    const expected = candidates
      .map((c) => c.index)
      .filter((index) => index >= 5 && index !== 50 && index !== 51)
    expect(all).toEqual(expected)
    expect(drawFeatures(candidates, { ...base, wanted: 1000, minFirings: 4 })).toContain(1)
  })

  it.each([
    ['uniform', (_: DrawCandidate): number => 1],
    ['density', (c: DrawCandidate) => c.count],
    ['mass', (c: DrawCandidate) => c.mass],
  ] as const)('draws %s by its weight', (sampling, weight) => {
    const few: DrawCandidate[] = candidates.slice(10, 14)
    const total = few.reduce((sum, c) => sum + weight(c), 0)
    const rounds = 4000
    const times = new Map<number, number>()
    for (let seed = 0; seed < rounds; seed++) {
      const [index] = drawFeatures(few, { ...base, sampling, seed, wanted: 1 })
      times.set(index, (times.get(index) ?? 0) + 1)
    }
    for (const c of few) {
      const share = weight(c) / total
      const spread = Math.sqrt((share * (1 - share)) / rounds)
      expect(Math.abs((times.get(c.index) ?? 0) / rounds - share)).toBeLessThan(4 * spread)
    }
  })
})
