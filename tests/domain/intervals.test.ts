import { describe, expect, it } from 'vitest'
import { INTERVALS, inInterval, intervalBounds } from '@/lib/domain/example'

/** A maximum as Postgres writes a `real`: 11 · (max / 11) is one unit in the last place below it. */
const ROUNDED = 1.47

describe('intervals of activations', () => {
  it('cover (0, max] in eleven equal parts, 0 the strongest', () => {
    expect(intervalBounds(0, 11)).toEqual({ low: 10, high: 11 })
    expect(intervalBounds(10, 11)).toEqual({ low: 0, high: 1 })
  })

  it('hold their maximum, where the quotient misses it', () => {
    expect((ROUNDED * INTERVALS) / INTERVALS).toBeLessThan(ROUNDED)
    expect(intervalBounds(0, ROUNDED).high).toBe(ROUNDED)
    expect(inInterval(ROUNDED, ROUNDED, 0)).toBe(true)
  })

  it('meet, so that every activation is in exactly one', () => {
    for (let k = 1; k < INTERVALS; k++)
      expect(intervalBounds(k, ROUNDED).high).toBe(intervalBounds(k - 1, ROUNDED).low)
  })
})
