import { describe, expect, it } from 'vitest'
import { compareValues } from '@/lib/view/compare'

describe('compareValues', () => {
  it('bins several dictionaries on one axis, as shares of each', () => {
    const { low, high, sides, isLog } = compareValues('score', [
      Float64Array.of(0, 0.5, Number.NaN, 1),
      Float64Array.of(1),
    ])
    expect({ low, high, isLog }).toEqual({ low: 0, high: 1, isLog: false })
    expect(sides.map(({ known, median }) => ({ known, median }))).toEqual([
      { known: 3, median: 0.5 },
      { known: 1, median: 1 },
    ])
    for (const { shares } of sides) expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
    expect(sides[1].shares.at(-1)).toBe(1)
    expect(sides[0].shares[20]).toBeCloseTo(1 / 3)
  })

  it('leaves what has no logarithm out of a log axis', () => {
    const { sides, low, high } = compareValues('density', [Float64Array.of(0, 1e-4, 1e-2)])
    expect([low, high]).toEqual([1e-4, 1e-2])
    expect(sides[0].known).toBe(2)
    expect(sides[0].shares[0]).toBe(0.5)
  })

  it('says nothing of an empty side', () => {
    expect(compareValues('loss', [new Float64Array(0)]).sides[0]).toMatchObject({ known: 0, median: null })
  })
})
