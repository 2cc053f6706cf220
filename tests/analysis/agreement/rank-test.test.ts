import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { EXACT_LIMIT, rankTest } from '@/lib/analysis/agreement/rank-test'
import { uniform } from '../../support/random'

interface Fixture {
  ranks: { x: number[]; y: number[]; u: number; p: number; method: 'exact' | 'normal' }[]
}
const fixture: Fixture = JSON.parse(
  readFileSync(new URL('./reference.json', import.meta.url), 'utf8'),
) as Fixture

const pairs = (x: readonly number[], y: readonly number[]) =>
  x.reduce((sum, a) => sum + y.reduce((part, b) => part + (a > b ? 1 : a === b ? 0.5 : 0), 0), 0)

/** Computes the two-sided p over every way to choose the first sample. */
function slowP(x: readonly number[], y: readonly number[]): number {
  const all = [...x, ...y]
  const middle = (x.length * y.length) / 2
  const found = Math.abs(pairs(x, y) - middle)
  let far = 0
  let ways = 0
  for (let mask = 0; mask < 2 ** all.length; mask++) {
    const first = all.filter((_, at) => mask & (1 << at))
    if (first.length !== x.length) continue
    ways++
    const rest = all.filter((_, at) => !(mask & (1 << at)))
    if (Math.abs(pairs(first, rest) - middle) >= found) far++
  }
  return far / ways
}

describe('rankTest', () => {
  it('counts pairs, and all ways to split tied ranks', () => {
    const next = uniform(5)
    for (let round = 0; round < 12; round++) {
      const x = Array.from({ length: 3 + (round % 3) }, () => Math.floor(next() * 6))
      const y = Array.from({ length: 4 + (round % 2) }, () => Math.floor(next() * 6) / 2)
      const test = rankTest(x, y)
      expect(test?.u).toBe(pairs(x, y))
      expect(test?.method).toBe('exact')
      expect(test?.p).toBeCloseTo(slowP(x, y), 12)
    }
  })

  it.each(fixture.ranks)('equals the result of scipy: $method, p $p', ({ x, y, u, p, method }) => {
    const test = rankTest(x, y)
    expect(test?.method).toBe(method)
    expect(test?.u).toBe(u)
    expect(Math.abs((test?.p ?? 0) / p - 1)).toBeLessThan(1e-6)
  })

  it('is the same from both sides', () => {
    const x = [3, 5, 5, 9]
    const y = [1, 5, 2]
    expect(rankTest(y, x)?.p).toBe(rankTest(x, y)?.p)
    expect((rankTest(x, y)?.superiority ?? 0) + (rankTest(y, x)?.superiority ?? 0)).toBe(1)
  })

  it('changes to the normal approximation without a jump', () => {
    const next = uniform(9)
    const half = EXACT_LIMIT / 2
    const x = Array.from({ length: half }, () => Math.floor(next() * 14))
    const y = Array.from({ length: half }, () => Math.floor(next() * 11))
    const exact = rankTest(x, y)
    const normal = rankTest([...x, 7], y)
    expect(exact?.method).toBe('exact')
    expect(normal?.method).toBe('normal')
    expect(Math.abs((exact?.p ?? 0) - (normal?.p ?? 0))).toBeLessThan(0.03)
  })

  it('is null if nothing can be ranked', () => {
    expect(rankTest([], [1])).toBeNull()
    expect(rankTest([2, 2], [2])).toBeNull()
  })
})
