import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ordinalAlpha } from '@/lib/analysis/agreement/krippendorff'
import { uniform } from '../../support/random'

interface Fixture {
  krippendorff: { units: number[][]; alpha: number }[]
}
const fixture: Fixture = JSON.parse(
  readFileSync(new URL('./reference.json', import.meta.url), 'utf8'),
) as Fixture

/** Computes alpha by its definition: the mean distance of pairs inside units against that of all pairs. */
function slowAlpha(units: readonly (readonly number[])[]): number {
  const pairable = units.filter((unit) => unit.length > 1)
  const all = pairable.flat()
  const count = (value: number) => all.filter((other) => other === value).length
  const distance = (a: number, b: number) => {
    const [low, high] = a < b ? [a, b] : [b, a]
    let sum = -(count(low) + count(high)) / 2
    for (const g of new Set(all)) if (g >= low && g <= high) sum += count(g)
    return a === b ? 0 : sum ** 2
  }
  let observed = 0
  for (const unit of pairable)
    for (let i = 0; i < unit.length; i++)
      for (let j = 0; j < unit.length; j++)
        if (i !== j) observed += distance(unit[i], unit[j]) / (unit.length - 1)
  let expected = 0
  for (let i = 0; i < all.length; i++)
    for (let j = 0; j < all.length; j++) if (i !== j) expected += distance(all[i], all[j])
  return 1 - observed / all.length / (expected / (all.length * (all.length - 1)))
}

describe('ordinalAlpha', () => {
  it('equals the definition on ratings with gaps', () => {
    const next = uniform(3)
    for (let round = 0; round < 20; round++) {
      const units = Array.from({ length: 30 }, () => {
        const base = Math.floor(next() * 6)
        return Array.from({ length: 1 + Math.floor(next() * 3) }, () =>
          Math.min(5, base + Math.floor(next() * 2)),
        )
      })
      expect(ordinalAlpha(units)).toBeCloseTo(slowAlpha(units), 12)
    }
  })

  it.each(fixture.krippendorff)(
    'equals the result of the krippendorff package: $alpha',
    ({ units, alpha }) => {
      expect(ordinalAlpha(units)).toBeCloseTo(alpha, 10)
    },
  )

  it('is 1 if all agree, and null if there is nothing to compare', () => {
    expect(ordinalAlpha([[1, 1], [4, 4], [2]])).toBe(1)
    expect(
      ordinalAlpha([
        [3, 3],
        [3, 3],
      ]),
    ).toBeNull()
    expect(ordinalAlpha([[1], [2], []])).toBeNull()
    expect(ordinalAlpha([])).toBeNull()
  })

  it('is below 0 for systematic disagreement', () => {
    expect(
      ordinalAlpha([
        [0, 5],
        [5, 0],
        [0, 5],
        [5, 0],
      ]),
    ).toBeLessThan(0)
  })
})
