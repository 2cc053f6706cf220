import { describe, expect, it } from 'vitest'
import { extremes, logTicks, placeOn, scaleOf, thin } from '@/app/_ui/charts/scale'
import { notices } from '@/app/d/[dictionary]/quality/notices'
import { type Quality, type QualityMetrics, QualityMetricsSchema } from '@/lib/contract/quality'

describe('scales', () => {
  it('are logarithmic where positive values span more than a decade', () => {
    expect(scaleOf([200, 4000, 900])).toEqual({ kind: 'log', low: 200, high: 4000 })
    expect(scaleOf([0, 5, 4000])).toEqual({ kind: 'linear', low: 0, high: 4000 })
    expect(scaleOf([5, 20])).toEqual({ kind: 'linear', low: 5, high: 20 })
    expect(scaleOf([7, 7])).toEqual({ kind: 'linear', low: 0, high: 7 })
    expect(scaleOf([])).toEqual({ kind: 'linear', low: 0, high: 1 })
  })

  it('place values between their ends', () => {
    expect(placeOn({ kind: 'log', low: 1, high: 100 }, 10)).toBeCloseTo(0.5, 12)
    expect(placeOn({ kind: 'linear', low: -1, high: 1 }, 0.5)).toBe(0.75)
    expect(placeOn({ kind: 'linear', low: 0, high: 1 }, -7)).toBe(0)
    expect(placeOn({ kind: 'log', low: 1, high: 100 }, 0)).toBe(0)
  })

  it('have at most five round ticks', () => {
    expect(logTicks({ kind: 'log', low: 4, high: 103 }, 5)).toEqual([5, 10, 20, 50, 100])
    expect(logTicks({ kind: 'log', low: 0.9, high: 2000 }, 5)).toEqual([1, 10, 100, 1000])
    expect(logTicks({ kind: 'log', low: 1e-6, high: 10 }, 5).length).toBeLessThanOrEqual(5)
  })
})

describe('curves', () => {
  it('keep their peaks and ends when they are drawn with fewer points', () => {
    const items = Array.from({ length: 1000 }, (_, i) => (i === 503 ? 99 : i === 777 ? -99 : i % 7))
    const drawn = extremes(items, (value) => value, 20)
    expect(drawn.length).toBeLessThanOrEqual(42)
    expect(drawn).toContain(99)
    expect(drawn).toContain(-99)
    expect(drawn[0]).toBe(items[0])
    expect(drawn.at(-1)).toBe(items[999])
    expect(extremes([null, Number.NaN, 3], (value) => value, 20)).toEqual([null, Number.NaN, 3])
  })

  it('are thinned evenly to the last point', () => {
    const items = Array.from({ length: 101 }, (_, i) => i)
    expect(thin(items, 20)).toEqual([4, 10, 16, 22, 28, 34, 40, 46, 52, 58, 64, 70, 76, 82, 88, 94, 100])
    expect(thin([1, 2, 3], 20)).toEqual([1, 2, 3])
    expect(thin([], 20)).toEqual([])
  })
})

describe('notices', () => {
  const known = Object.fromEntries(
    Object.keys(QualityMetricsSchema.shape).map((key) => [key, 1]),
  ) as unknown as QualityMetrics
  const quality = (
    over: Partial<Quality['dictionary']>,
    metrics: Partial<QualityMetrics> | null,
  ): Quality => ({
    dictionary: {
      ...{ id: 'm.d', model: 'm', hook: 'blocks.0.mlp.hook_post', kind: 'standard', size: 8, dIn: 4 },
      ...{ k: null, shuffledWeights: null },
      ...{ corpus: 'text', tokens: 500_000, preview: false, publishedAt: null },
      ...over,
    },
    metrics: metrics && { ...known, ...metrics },
    training: null,
    frontier: [],
  })

  it('say what figures do not', () => {
    expect(notices(quality({}, {}))).toEqual([])
    expect(notices(quality({}, null))).toEqual([])
    expect(notices(quality({ preview: true, tokens: 30_000 }, { ultralowFraction: null }))).toEqual([
      expect.stringContaining('a preview of 30'),
      expect.stringContaining('Ultralow density cannot be measured'),
    ])
    expect(notices(quality({ kind: 'neurons' }, {}))[0]).toContain('neuron basis')
    expect(notices(quality({}, { measuredOn: null, measuredTokens: 0, ceMean: null }))).toEqual([
      expect.stringContaining('none of it was held out'),
    ])
    expect(notices(quality({}, { measuredOn: 'all' }))).toEqual([
      expect.stringContaining('a sample drawn from all of it'),
    ])
    const control = notices(quality({}, { ceRecovered: 1.968 }))
    expect(control).toEqual([expect.stringContaining('loss recovered has no meaning here')])
    expect(notices(quality({}, { ceMean: null }))[0]).toContain('did not measure the numbers')
    expect(notices(quality({}, { ceRecovered: null }))[0]).toContain('does not raise the loss')
  })
})
