import { describe, expect, it } from 'vitest'
import { medianInterval, quantile } from '@/lib/analysis/agreement/bootstrap'
import { median } from '@/lib/domain/median'
import { uniform } from '../../support/random'

describe('median', () => {
  it('is the middle, or the mean of the two middle values', () => {
    expect(median([9, 1, 4])).toBe(4)
    expect(median([9, 1, 4, 5])).toBe(4.5)
    expect(median([])).toBeNull()
  })
})

describe('quantile', () => {
  it('interpolates between neighbours', () => {
    expect(quantile([0, 10, 20, 30], 0.5)).toBe(15)
    expect(quantile([0, 10, 20, 30], 0.1)).toBeCloseTo(3, 12)
    expect(quantile([7], 0.975)).toBe(7)
  })
})

describe('medianInterval', () => {
  const values = [0, 1, 3, 7, 9, 10, 12, 13, 14]

  it('is the same for the same seed and holds the median', () => {
    const interval = medianInterval(values, 7)
    expect(medianInterval(values, 7)).toEqual(interval)
    expect(interval?.low).toBeLessThanOrEqual(9)
    expect(interval?.high).toBeGreaterThanOrEqual(9)
    expect(medianInterval([4], 1)).toBeNull()
  })

  it('draws every value with equal probability: its quantiles are those of the exact distribution of the median', () => {
    // the median of 9 draws is at most the k-th value if 5 or more of the draws are among the first k
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k)
    const atMost = (k: number) => {
      let chance = 0
      for (let j = 5; j <= 9; j++) chance += choose(9, j) * (k / 9) ** j * (1 - k / 9) ** (9 - j)
      return chance
    }
    const exact = (share: number) => values[[1, 2, 3, 4, 5, 6, 7, 8, 9].findIndex((k) => atMost(k) >= share)]
    const interval = medianInterval(values, 1, { resamples: 20_000, level: 0.9 })
    expect(interval).toEqual({ low: exact(0.05), high: exact(0.95) })
  })

  it('covers the true median about as often as its level says', () => {
    const next = uniform(11)
    let covered = 0
    for (let round = 0; round < 200; round++) {
      const sample = Array.from({ length: 31 }, next)
      const interval = medianInterval(sample, round, { resamples: 400 })
      if (interval && interval.low <= 0.5 && interval.high >= 0.5) covered++
    }
    expect(covered / 200).toBeGreaterThan(0.89)
    expect(covered / 200).toBeLessThan(0.995)
  })
})
