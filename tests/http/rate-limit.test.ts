import { describe, expect, it } from 'vitest'
import { createLimiter } from '@/lib/http/rate-limit'

describe('createLimiter', () => {
  it('lets a burst pass, then says how long to wait, and lets go on after that', () => {
    const limiter = createLimiter({ burst: 3, windowMs: 60_000 })
    expect([0, 1, 2].map((at) => limiter.take('a', at))).toEqual([0, 0, 0])
    const wait = limiter.take('a', 3)
    expect(wait).toBe(20)
    expect(limiter.take('a', 3 + (wait - 1) * 1000)).toBeGreaterThan(0)
    expect(limiter.take('a', 3 + wait * 1000)).toBe(0)
    expect(limiter.take('a', 3 + wait * 1000)).toBeGreaterThan(0)
  })

  it('never lets more than the burst and the refill pass, whatever the times', () => {
    const limiter = createLimiter({ burst: 5, windowMs: 1000 })
    let passed = 0
    for (let at = 0; at < 10_000; at += 7) if (limiter.take('a', at) === 0) passed++
    expect(passed).toBeGreaterThan(50)
    expect(passed).toBeLessThanOrEqual(5 + 50)
  })

  it('counts each key alone, and forgets one on request', () => {
    const limiter = createLimiter({ burst: 1, windowMs: 60_000 })
    expect(limiter.take('a', 0)).toBe(0)
    expect(limiter.take('b', 0)).toBe(0)
    expect(limiter.take('a', 0)).toBeGreaterThan(0)
    limiter.forget('a')
    expect(limiter.take('a', 0)).toBe(0)
  })

  it('keeps the keys used last, and no more than it may', () => {
    const limiter = createLimiter({ burst: 1, windowMs: 60_000, maxKeys: 10 })
    limiter.take('kept', 0)
    for (let key = 0; key < 100; key++) {
      limiter.take(String(key), key)
      expect(limiter.take('kept', key)).toBeGreaterThan(0)
    }
    expect(limiter.size).toBe(10)
    expect(limiter.take('0', 100)).toBe(0)
  })

  it('is not fooled by a clock that goes back', () => {
    const limiter = createLimiter({ burst: 1, windowMs: 60_000 })
    limiter.take('a', 1000)
    expect(limiter.take('a', 0)).toBeGreaterThan(0)
  })
})
