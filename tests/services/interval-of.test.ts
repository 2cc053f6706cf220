import { expect, test } from 'vitest'
import { intervalOf } from '@/lib/analysis/interval-counts'
import { INTERVALS, inInterval } from '@/lib/domain/example'

test('every activation is counted in the interval of the definition, also at the borders', () => {
  const maxima = Array.from({ length: 200 }, (_, i) => 0.37 * 1.093 ** i)
  // Some of these lose their last bit in max · 11 / 11.
  expect(maxima.some((max) => (max * INTERVALS) / INTERVALS < max)).toBe(true)
  for (const max of [1, 0.3369707465, 11, 7.3e-5, 1234.5, ...maxima]) {
    const borders = Array.from({ length: INTERVALS }, (_, k) => (max * (INTERVALS - k)) / INTERVALS)
    const values = [max, ...borders].flatMap((border) => [
      border,
      border * (1 - 2 ** -50),
      border * (1 + 2 ** -50),
    ])
    for (let i = 1; i <= 97; i++) values.push((max * i) / 97)
    for (const value of values.filter((v) => v > 0 && v <= max)) {
      const expected = Array.from({ length: INTERVALS }, (_, k) => k).filter((k) => inInterval(value, max, k))
      expect([intervalOf(value, max)]).toEqual(expected)
    }
  }
})
