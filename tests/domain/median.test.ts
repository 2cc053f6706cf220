import { expect, test } from 'vitest'
import { median } from '@/lib/domain/median'
import { uniform } from '../support/random'

test('the median is the middle of the sorted values, ties and order notwithstanding', () => {
  const draw = uniform(9)
  for (let length = 1; length < 60; length++) {
    const values = Float32Array.from({ length }, () => Math.round(draw() * 12) / 4 - 1)
    const sorted = [...values].sort((a, b) => a - b)
    const middle = (sorted[Math.ceil(length / 2) - 1] + sorted[Math.floor(length / 2)]) / 2
    expect(median(values)).toBe(middle)
    expect(median(Float32Array.from(sorted))).toBe(middle)
    expect(median(Float32Array.from(sorted.reverse()))).toBe(middle)
  }
  expect(median([])).toBeNull()
})
