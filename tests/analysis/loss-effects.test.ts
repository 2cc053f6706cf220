import { describe, expect, test } from 'vitest'
import { intervalLossEffects, lossEffect, type MeasuredFiring } from '@/lib/analysis/loss-effects'
import { drawLossSample, MEASURED_PER_BIN } from '@/lib/analysis/loss-sample'
import { mergeBlock } from '@/lib/analysis/merge-block'
import { accumulate, createSummary, serialise } from '@/lib/analysis/summary'
import { INTERVALS, inInterval } from '@/lib/domain/example'
import { uniform } from '../support/random'

const SEQUENCES = 400
const LENGTH = 50
const PER_BIN = MEASURED_PER_BIN.whole

/** The firings of one feature on a synthetic corpus, each with an effect that grows with its activation. */
function firingsOf(seed: number, density: number) {
  const draw = uniform(seed)
  const firings: { sequence: number; position: number; value: number; effect: number }[] = []
  for (let sequence = 0; sequence < SEQUENCES; sequence++)
    for (let position = 0; position < LENGTH; position++) {
      if (draw() >= density) continue
      const value = Math.fround(0.05 + 4 * draw() ** 2)
      firings.push({ sequence, position, value, effect: 0.3 * value + draw() - 0.5 })
    }
  return firings
}

/** The sample that a harvest with this seed draws from the firings. */
function sampleOf(firings: ReturnType<typeof firingsOf>, seed: number) {
  const summary = createSummary({ dSae: 1, dVocab: 4, seed, special: new Uint8Array(4), keptFirings: 1000 })
  accumulate(summary, {
    sequences: Array.from({ length: SEQUENCES }, (_, i) => i),
    lengths: new Array<number>(SEQUENCES).fill(LENGTH),
    tokenIds: new Int32Array(SEQUENCES * LENGTH).fill(1),
    stride: LENGTH,
    offsets: firings.map(({ sequence, position }) => sequence * LENGTH + position),
    features: firings.map(() => 0),
    values: Float32Array.from(firings, ({ value }) => value),
  })
  return drawLossSample(mergeBlock([serialise(summary)[0]]), PER_BIN)
}

function measure(firings: ReturnType<typeof firingsOf>, seed: number): MeasuredFiring[] {
  const sample = sampleOf(firings, seed)
  const effects = new Map(firings.map((f) => [f.sequence * LENGTH + f.position, f.effect]))
  return Array.from(sample.sequences, (sequence, i) => ({
    interval: sample.intervals[i],
    bin: sample.bins[i],
    weight: sample.weights[i],
    effect: effects.get(sequence * LENGTH + sample.positions[i]) ?? Number.NaN,
  }))
}

const meanOf = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length

function truth(firings: ReturnType<typeof firingsOf>) {
  const max = Math.max(...firings.map(({ value }) => value))
  const intervals = Array.from({ length: INTERVALS }, (_, k) =>
    firings.filter(({ value }) => inInterval(value, max, k)).map(({ effect }) => effect),
  )
  return { intervals, whole: meanOf(firings.map(({ effect }) => effect)) }
}

describe('the firings that are measured', () => {
  test('lie in their intervals, and stand for all firings', () => {
    const firings = firingsOf(1, 0.5)
    const sample = sampleOf(firings, 7)
    const max = Math.max(...firings.map(({ value }) => value))
    expect(sample.values.length).toBeGreaterThan(100)
    expect(sample.values.length).toBeLessThanOrEqual(64 * PER_BIN)
    sample.values.forEach((value, i) => {
      expect(inInterval(value, max, sample.intervals[i])).toBe(true)
    })
    expect(sample.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(firings.length, 1)
  })

  test('are all firings of a rare feature, whose estimate is exact', () => {
    const firings = firingsOf(2, 0.002)
    const { intervals, whole } = truth(firings)
    const estimates = intervalLossEffects(measure(firings, 7))
    estimates.forEach(({ mean, error, measured }, k) => {
      expect(measured).toBe(intervals[k].length)
      if (measured === 0) expect([mean, error]).toEqual([null, null])
      else {
        expect(mean).toBeCloseTo(meanOf(intervals[k]), 6)
        expect(error).toBe(0)
      }
    })
    const all = lossEffect(
      estimates,
      intervals.map(({ length }) => length),
    )
    expect(all.mean).toBeCloseTo(whole, 6)
    expect(all.error).toBe(0)
  })
})

test('estimates of a frequent feature are unbiased, and their errors are as large as they say', () => {
  const firings = firingsOf(3, 0.6)
  const { intervals, whole } = truth(firings)
  const counts = intervals.map(({ length }) => length)
  const draws = Array.from({ length: 200 }, (_, seed) => {
    const estimates = intervalLossEffects(measure(firings, seed))
    return { estimates, all: lossEffect(estimates, counts) }
  })
  const inErrors = (estimates: readonly { mean: number | null; error: number | null }[], value: number) =>
    estimates.map(({ mean, error }) => ((mean as number) - value) / (error as number))
  const checks = [
    inErrors(
      draws.map(({ all }) => all),
      whole,
    ),
    ...[0, 5, 10].map((k) =>
      inErrors(
        draws.map(({ estimates }) => estimates[k]),
        meanOf(intervals[k]),
      ),
    ),
  ]
  for (const errors of checks) {
    // 200 standardised errors: their mean is 0 ± 0.07 and about 95 % are below 2
    expect(Math.abs(meanOf(errors))).toBeLessThan(0.35)
    expect(meanOf(errors.map((e) => (Math.abs(e) < 2 ? 1 : 0)))).toBeGreaterThan(0.85)
    expect(meanOf(errors.map((e) => e ** 2))).toBeGreaterThan(0.5)
  }
})

test('a stratified mean is the one written by hand, and what is not predicted measures nothing', () => {
  const firings = [
    { interval: 2, bin: 7, weight: 1, effect: 4 },
    { interval: 2, bin: 8, weight: 10, effect: 1 },
    { interval: 2, bin: 8, weight: 10, effect: 3 },
    { interval: 2, bin: 8, weight: 10, effect: Number.NaN },
    { interval: 9, bin: 1, weight: 5, effect: 0.5 },
  ]
  const estimates = intervalLossEffects(firings)
  // 1 firing of 4 and 20 of mean 2
  expect(estimates[2].mean).toBeCloseTo((4 + 20 * 2) / 21, 12)
  expect(estimates[2].error).toBeCloseTo((20 / 21) * Math.sqrt(0.9 * (2 / 2)), 12)
  expect(estimates[2].measured).toBe(3)
  expect(estimates[9]).toEqual({ mean: 0.5, error: null, measured: 1 })
  expect(estimates[0]).toEqual({ mean: null, error: null, measured: 0 })
  const counts = [0, 0, 21, 0, 0, 0, 0, 0, 0, 5, 0]
  const all = lossEffect(estimates, counts)
  expect(all.mean).toBeCloseTo((21 * (44 / 21) + 5 * 0.5) / 26, 12)
  expect(all.error).toBeNull()
})
