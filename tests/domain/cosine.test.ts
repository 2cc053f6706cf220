import { expect, it } from 'vitest'
import { cosineOf } from '@/lib/domain/cosine'

it('is the cosine of the angle between two vectors, whatever their lengths', () => {
  expect(cosineOf([3, 0], [5, 0])).toBe(1)
  expect(cosineOf([3, 0], [-5, 0])).toBe(-1)
  expect(cosineOf([2, 0], [0, 7])).toBe(0)
  expect(cosineOf([1, 1], Float32Array.of(4, 0))).toBeCloseTo(Math.SQRT1_2, 12)
})

it('is unknown for a vector of zeros', () => {
  expect(cosineOf([0, 0], [1, 2])).toBeNull()
})
