import { describe, expect, it } from 'vitest'
import { holm } from '@/lib/analysis/agreement/holm'
import { uniform } from '../../support/random'

/** Rejects step by step, as in the paper: the smallest p against level / m, the next against level / (m − 1) … */
function rejected(values: readonly number[], level: number): number[] {
  const order = values.map((_, at) => at).sort((a, b) => values[a] - values[b])
  const found: number[] = []
  for (const [rank, at] of order.entries()) {
    if (values[at] > level / (values.length - rank)) break
    found.push(at)
  }
  return found.sort((a, b) => a - b)
}

describe('holm', () => {
  it('gives the values of a worked example, in the order of the tests', () => {
    const adjusted = [0.06, 0.03, 0.06, 0.02]
    holm([0.03, 0.01, 0.04, 0.005]).forEach((value, at) => {
      expect(value).toBeCloseTo(adjusted[at], 12)
    })
    expect(holm([0.5, 0.9])).toEqual([1, 1])
    expect([holm([0.04]), holm([])]).toEqual([[0.04], []])
  })

  it('finds below a level exactly what the step-down procedure rejects at it', () => {
    const next = uniform(4)
    for (let round = 0; round < 200; round++) {
      const values = Array.from({ length: 1 + Math.floor(next() * 6) }, () => next() ** 3)
      const adjusted = holm(values)
      for (const level of [0.01, 0.05, 0.2, 0.6])
        expect(adjusted.flatMap((p, at) => (p <= level ? [at] : []))).toEqual(rejected(values, level))
    }
  })
})
