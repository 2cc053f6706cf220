import { describe, expect, it } from 'vitest'
import { paceOf, type StageProgress } from '@/lib/domain/pace'

const BEGIN = 1_700_000_000

/** A running stage of 1,000 units at `now` seconds, with progress at the given seconds. */
function running(now: number, steps: readonly (readonly [second: number, done: number])[]): StageProgress {
  return {
    status: 'running',
    done: steps.at(-1)?.[1] ?? 0,
    total: 1000,
    doneAtStart: 0,
    points: steps.flatMap(([second, done]) => [BEGIN + second, done]),
    startedAt: new Date(BEGIN * 1000),
    updatedAt: new Date((BEGIN + now) * 1000),
    finishedAt: null,
  }
}

/** One step of 10 units a second from `from` to `to`. */
const steady = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => [from + i, 10 * (i + 1)] as const)

describe('the pace of a running stage', () => {
  it('is unknown before a few steps of progress', () => {
    const nothing = { rate: null, etaSeconds: null }
    expect(paceOf(running(9, []))).toEqual(nothing)
    expect(paceOf(running(9, [[8, 10]]))).toEqual(nothing)
    expect(paceOf(running(9, steady(7, 9)))).toEqual(nothing)
    expect(paceOf(running(1, steady(0, 1)))).toEqual(nothing)
  })

  it('leaves out how long the stage took to begin', () => {
    // 20 s to load the model, then 10 units a second: 1,000 − 60 are left
    expect(paceOf(running(25, steady(20, 26)))).toEqual({ rate: 10, etaSeconds: 94 })
  })

  it('is that of the last half minute, not of the whole stage', () => {
    const slow = Array.from({ length: 50 }, (_, i) => [i, i + 1] as const)
    const fast = Array.from({ length: 40 }, (_, i) => [50 + i, 50 + 20 * (i + 1)] as const)
    expect(paceOf(running(89, [...slow, ...fast])).rate).toBe(20)
  })

  it('takes steps that come seldom together, and counts down between them', () => {
    const steps = [
      [50, 100],
      [100, 200],
      [150, 300],
      [200, 400],
    ] as const
    expect(paceOf(running(200, steps))).toEqual({ rate: 2, etaSeconds: 300 })
    expect(paceOf(running(240, steps))).toEqual({ rate: 2, etaSeconds: 260 })
  })

  it('is unknown when the stage stands still', () => {
    expect(paceOf(running(15, steady(0, 10))).rate).toBe(10)
    expect(paceOf(running(25, steady(0, 10)))).toEqual({ rate: null, etaSeconds: null })
  })

  it('says no time that is many times as long as the stage has run', () => {
    const stage = { ...running(10, steady(1, 11)), total: 1_000_000 }
    expect(paceOf(stage)).toEqual({ rate: 10, etaSeconds: null })
  })

  it('never ends before now', () => {
    expect(paceOf({ ...running(12, steady(0, 10)), total: 100 }).etaSeconds).toBe(0)
  })
})

describe('the pace of a stage that has ended', () => {
  it('is that of all that was done since it last started', () => {
    const ended = { ...running(10, []), status: 'succeeded', done: 1000, doneAtStart: 200 }
    expect(paceOf({ ...ended, finishedAt: new Date((BEGIN + 40) * 1000) })).toEqual({
      rate: 20,
      etaSeconds: null,
    })
    expect(paceOf(ended).rate).toBeNull()
  })
})
