import { describe, expect, it } from 'vitest'
import { median } from '@/lib/domain/median'

describe('median', () => {
  it('sorts by value, not by text', () => expect(median(Float64Array.of(10, 9, 100))).toBe(10))
  it('is the mean of the two in the middle', () => expect(median(Float64Array.of(4, 1, 3, 2))).toBe(2.5))
})
