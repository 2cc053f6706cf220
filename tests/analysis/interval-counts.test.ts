import { expect, it } from 'vitest'
import { inInterval } from '@/lib/analysis/interval-sample'
import { analyse, makeFixture } from './corpus-fixture'

const fixture = makeFixture(200)
const { features } = analyse(fixture, [90])
const content = fixture.firings.filter(
  (f) => fixture.special[fixture.sequences[f.sequence][f.position]] === 0,
)

it.each(features.slice(1))('feature $index: firings per interval', (feature) => {
  const own = content.filter((f) => f.feature === feature.index)
  const max = feature.max ?? 0
  const exact = [...Array(11).keys()].map((k) => own.filter(({ value }) => inInterval(value, max, k)).length)
  expect(feature.intervalCounts.reduce((sum, n) => sum + n, 0)).toBe(own.length)
  feature.intervals.forEach(({ interval, examples, uniform }) => {
    const count = feature.intervalCounts[interval]
    const near = (border: number) => own.filter(({ value }) => Math.abs(value - border) <= max / 1024).length
    const slack = near((max * (11 - interval)) / 11) + near((max * (10 - interval)) / 11)
    expect(Math.abs(count - exact[interval])).toBeLessThanOrEqual(slack)
    expect(examples.length).toBeLessThanOrEqual(count)
    if (uniform) expect(examples).toHaveLength(Math.min(5, exact[interval]))
  })
})

it('is exact for a feature that fires rarely', () => {
  expect(features[1].intervalCounts).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  expect(features[2].intervalCounts[0]).toBe(features[2].count)
})
