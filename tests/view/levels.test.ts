import { describe, expect, it } from 'vitest'
import { activationLevel, lossMark } from '@/lib/view/levels'

describe('activationLevel', () => {
  it('is ceil(9 f / max), 0 when silent or undefined', () => {
    expect(activationLevel(0, 9)).toBe(0)
    expect(activationLevel(0.0001, 9)).toBe(1)
    expect(activationLevel(1, 9)).toBe(1)
    expect(activationLevel(1.01, 9)).toBe(2)
    expect(activationLevel(9, 9)).toBe(9)
    expect(activationLevel(12, 9)).toBe(9)
    expect(activationLevel(1, 0)).toBe(0)
    expect(activationLevel(Number.NaN, 1)).toBe(0)
  })
})

describe('lossMark', () => {
  it('needs 0.05 nats, is thick from 0.5', () => {
    expect(lossMark(0.049)).toBeNull()
    expect(lossMark(0.05)).toBe('+1')
    expect(lossMark(0.5)).toBe('+2')
    expect(lossMark(-0.06)).toBe('-1')
    expect(lossMark(-0.77)).toBe('-2')
    expect(lossMark(null)).toBeNull()
  })
})
