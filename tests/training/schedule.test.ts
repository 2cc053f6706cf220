import { describe, expect, it } from 'vitest'
import { cosineSchedule, tailDecaySchedule, warmUp } from '@/lib/training/schedule'

describe('schedules', () => {
  it('warm up linearly and then stay at 1', () => {
    expect([0, 1, 2, 3, 4, 9].map((step) => warmUp(step, 4))).toEqual([0.25, 0.5, 0.75, 1, 1, 1])
    expect(warmUp(0, 0)).toBe(1)
  })

  it('the cosine falls from 1 to the floor', () => {
    expect(cosineSchedule(0, 101, 0, 0.05)).toBe(1)
    expect(cosineSchedule(50, 101, 0, 0.05)).toBeCloseTo(0.525, 12)
    expect(cosineSchedule(100, 101, 0, 0.05)).toBeCloseTo(0.05, 12)
    expect(cosineSchedule(0, 101, 10, 0.05)).toBeCloseTo(0.1, 12)
  })

  it('the tail decays over the last share of the steps only', () => {
    const values = Array.from({ length: 100 }, (_, step) => tailDecaySchedule(step, 100, 0, 0.2))
    expect(values.slice(0, 81).every((value) => value === 1)).toBe(true)
    expect(values[90]).toBeCloseTo(0.5, 12)
    expect(values[99]).toBeCloseTo(0.05, 12)
  })

  it('refuses a step outside the run', () => {
    expect(() => tailDecaySchedule(10, 10, 0, 0.2)).toThrow('step 10 is outside')
  })
})
