import { describe, expect, it } from 'vitest'
import { cosineMetrics, densityMetrics } from '@/lib/analysis/density-metrics'
import { emptySums, type QualitySums, qualityMetrics } from '@/lib/analysis/metrics'
import { uniform } from '../support/random'

const next = uniform(11)
const noise = (n: number) => Array.from({ length: n }, () => (next() < 0.3 ? 0 : next() * 3))
const sum = (values: readonly number[]) => values.reduce((total, v) => total + v, 0)

/** A part of a sample: its sums, and the vectors that were summed. */
function part(tokens: number): QualitySums & { x: number[][]; xHat: number[][] } {
  const x = Array.from({ length: tokens }, () => noise(3).map((v) => v + 5))
  const xHat = x.map((row) => row.map((v) => v + next() - 0.5))
  return {
    x,
    xHat,
    tokens,
    predictions: tokens,
    ceBase: 2 * tokens,
    ceZero: 5 * tokens,
    ceMean: 4 * tokens,
    ceSae: 2.6 * tokens,
    klZero: 2 * tokens,
    klSae: 0.5 * tokens,
    firings: Float64Array.of(3 * tokens, 0, 4 * tokens),
    squaredError: sum(x.flatMap((row, t) => row.map((v, k) => (v - xHat[t][k]) ** 2))),
    squaredNorm: sum(x.flat().map((v) => v * v)),
    inputSum: Float64Array.from([0, 1, 2], (k) => sum(x.map((row) => row[k]))),
  }
}

describe('quality', () => {
  it('is that of the whole sample', () => {
    const sample = part(113)
    const { x, squaredError: error } = sample
    const means = [0, 1, 2].map((k) => sum(x.map((row) => row[k])) / x.length)
    const variation = sum(x.flatMap((row) => row.map((v, k) => (v - means[k]) ** 2)))
    const metrics = qualityMetrics(sample)
    expect(metrics.explainedVariance).toBeCloseTo(1 - error / variation, 10)
    expect(metrics.mse).toBeCloseTo(error / (113 * 3), 10)
    expect(metrics.normalisedMse).toBeCloseTo(error / sum(x.flat().map((v) => v * v)), 10)
    expect(metrics.ceRecovered).toBeCloseTo(0.8, 12)
    expect(metrics.ceRecoveredMean).toBeCloseTo(0.7, 12)
    expect(metrics.klScore).toBeCloseTo(0.75, 12)
    expect(metrics).toMatchObject({ l0: 7, ceBase: 2, ceZero: 5, ceMean: 4, klZero: 2, klSae: 0.5 })
  })

  it('is null if it is undefined', () => {
    for (const value of Object.values(qualityMetrics(emptySums(4, 3)))) expect(value).toBeNull()
    const harmless = { ...part(5), ceZero: 1, ceMean: 1, klZero: 0 }
    expect(qualityMetrics(harmless)).toMatchObject({
      ceRecovered: null,
      ceRecoveredMean: null,
      klScore: null,
    })
    const constant = { ...part(2), squaredNorm: 2, inputSum: Float64Array.of(2, 0, 0) }
    expect(qualityMetrics(constant).explainedVariance).toBeNull()
  })
})

describe('spread', () => {
  it('divides densities at the borders of the tags', () => {
    const metrics = densityMetrics([0, 0, 1, 200_000, 199_999, 19, 20], 2_000_000)
    expect(metrics).toMatchObject({ deadFraction: 2 / 7, ultralowFraction: 2 / 7, denseFraction: 1 / 7 })
    // dead features count as 0, as under the heading that counts all features
    expect(metrics.medianDensity).toBe(19 / 2e6)
    expect(densityMetrics([0, 0, 0, 5], 1000).medianDensity).toBe(0)
    expect(sum([...(metrics.densityHistogram?.counts ?? [])])).toBe(5)
    expect(metrics.densityHistogram?.edges[0]).toBe(-7)
    expect(metrics.densityHistogram?.edges[40]).toBe(0)
    expect(densityMetrics([1, 3], 1000)).toMatchObject({ ultralowFraction: null, medianDensity: 0.002 })
    expect(densityMetrics([0], 1000)).toMatchObject({
      deadFraction: 1,
      medianDensity: 0,
      densityHistogram: null,
    })
    expect(densityMetrics([], 1000).deadFraction).toBeNull()
  })

  it('counts cosines in even bins of −1 … 1', () => {
    const { features, median, histogram } = cosineMetrics([1, -1, 0, 0.951, null, 0.949, 1.0000001])
    expect(features).toBe(6)
    expect(median).toBeCloseTo((0.949 + 0.951) / 2, 12)
    expect(histogram?.edges).toHaveLength(41)
    expect([0, 20, 38, 39].map((bin) => histogram?.counts[bin])).toEqual([1, 1, 1, 3])
    expect(cosineMetrics([null])).toEqual({ features: 0, median: null, histogram: null })
  })
})
