import { describe, expect, it } from 'vitest'
import { barPaths, histogramBars, weightByValue } from '@/app/_ui/charts/histogram-bars'
import { sparklinePath } from '@/app/_ui/charts/sparkline'

describe('histogramBars', () => {
  it('stands on zero, spans the edges and leaves empty bins out', () => {
    const bars = histogramBars([0, 1, 2, 4], [10, 0, 5], 'linear')
    expect(bars).toHaveLength(2)
    expect(bars[0]).toMatchObject({ x: 0.8, y: 2, height: 94, value: 0.5 })
    expect(bars[1]).toMatchObject({ x: 200.8, width: 198.5, height: 47, value: 3 })
    for (const bar of bars) expect(bar.y + bar.height).toBeCloseTo(96)
  })
  it('shows a single count on a log scale', () => {
    const [one, many] = histogramBars([0, 1, 2], [1, 1000], 'log')
    expect(one.height / many.height).toBeCloseTo(Math.log(2) / Math.log(1001), 2)
  })
  it('draws nothing without counts or with edges that do not fit', () => {
    expect(histogramBars([0, 1], [0], 'log')).toEqual([])
    expect(histogramBars([], [], 'log')).toEqual([])
    expect(histogramBars([0, 1], [1, 2], 'log')).toEqual([])
    expect(histogramBars([1, 1], [3], 'log')).toEqual([])
  })
})

describe('barPaths', () => {
  it('draws every bar once, in the path of its group', () => {
    const paths = barPaths(histogramBars([0, 1, 2, 4], [10, 0, 5], 'linear'), ({ value }) => value > 1)
    expect([...paths]).toEqual([
      [false, 'M0.8 96V2h98.5V96z'],
      [true, 'M200.8 96V49h198.5V96z'],
    ])
  })
})

describe('weightByValue', () => {
  it('weights each bin by its middle', () => expect(weightByValue([0, 2, 4], [3, 5])).toEqual([3, 15]))
})

describe('sparklinePath', () => {
  it('has one bar an occupied bin', () => {
    expect(sparklinePath([4, 0, 2]).match(/M/g)).toHaveLength(2)
    expect(sparklinePath([])).toBe('')
    expect(sparklinePath([0, 0])).toBe('')
  })
})
