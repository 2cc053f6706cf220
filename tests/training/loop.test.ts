import { describe, expect, it } from 'vitest'
import { trainingLoop } from '@/lib/train/loop'
import type { CurvePoint } from '@/lib/train/progress'

function options(overrides: Partial<Parameters<typeof trainingLoop>[0]> = {}) {
  const saved: number[] = []
  const curve: CurvePoint[] = []
  return {
    saved,
    curve,
    steps: 20,
    firstStep: 0,
    tokensPerStep: 7,
    pointEvery: 5,
    checkpointSeconds: 0,
    events: {},
    signal: undefined,
    step: async (step: number) => ({ loss: step }),
    point: (mean: (name: string) => number) => ({ loss: mean('loss') }),
    save: (done: number) => {
      saved.push(done)
    },
    ...overrides,
  }
}

describe('trainingLoop', () => {
  it('makes points of the means since the last point and saves at points', async () => {
    const run = options({ steps: 12 })
    await trainingLoop(run)
    expect(run.curve).toEqual([
      { step: 5, tokens: 35, loss: 2 },
      { step: 10, tokens: 70, loss: 7 },
      { step: 12, tokens: 84, loss: 10.5 },
    ])
    expect(run.saved).toEqual([5, 10, 12])
  })

  it('saves the last step, however far apart checkpoints are', async () => {
    const run = options({ checkpointSeconds: 1e9 })
    await trainingLoop(run)
    expect(run.saved).toEqual([20])
  })

  it('stops on a loss that is not finite and keeps the last checkpoint', async () => {
    const run = options({ step: async (step) => ({ loss: step === 13 ? Number.NaN : 1 }) })
    await expect(trainingLoop(run)).rejects.toThrow('loss became NaN at step 14: training diverged')
    expect(run.saved).toEqual([5, 10])
  })

  it('saves and stops on request', async () => {
    const abort = new AbortController()
    const run = options({
      signal: abort.signal,
      step: async (step) => {
        if (step === 7) abort.abort()
        return { loss: 1 }
      },
    })
    await expect(trainingLoop(run)).rejects.toThrow('stopped after 8 of 20 steps')
    expect(run.saved).toEqual([5, 8])
  })

  it('does nothing when every step is done', async () => {
    const run = options({ firstStep: 20, step: async () => Promise.reject(new Error('no step is left')) })
    await trainingLoop(run)
    expect(run.saved).toEqual([])
  })
})
