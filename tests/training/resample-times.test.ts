import { describe, expect, it } from 'vitest'
import { resampleTimes } from '@/lib/training/resample-times'

describe('resampleTimes', () => {
  it('scales the times of the paper: even intervals before the decay, each counting over its second half', () => {
    expect(resampleTimes(10_000, 4, 0.2)).toEqual([
      { step: 1600, countFrom: 800 },
      { step: 3200, countFrom: 2400 },
      { step: 4800, countFrom: 4000 },
      { step: 6400, countFrom: 5600 },
    ])
  })

  it('is empty without resamples and in runs too short for a window', () => {
    expect(resampleTimes(1000, 0, 0.2)).toEqual([])
    expect(resampleTimes(5, 4, 0.2)).toEqual([])
  })
})
