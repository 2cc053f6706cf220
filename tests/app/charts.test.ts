import { describe, expect, it } from 'vitest'
import { barPaths, binsOf, topOf } from '@/app/_ui/charts/bins'
import { csvOf } from '@/app/_ui/charts/chart-table'
import { fileName } from '@/app/_ui/charts/picture'
import { sparklinePath } from '@/app/_ui/charts/sparkline'

describe('binsOf', () => {
  it('gives counts, shares and heights of every bin', () => {
    const bins = binsOf([0, 1, 2, 4], [10, 0, 30], 'linear')
    expect(bins.map(({ height }) => height)).toEqual([10, 0, 30])
    expect(bins.map(({ share }) => share)).toEqual([0.25, 0, 0.75])
    expect(bins[2]).toMatchObject({ number: 2, from: 2, to: 4, count: 30 })
    expect(topOf(bins)).toBe(30)
  })
  it('shows a single count on a log scale', () => {
    const [one, many] = binsOf([0, 1, 2], [1, 1000], 'log')
    expect(one.height / many.height).toBeCloseTo(Math.log(2) / Math.log(1001), 6)
  })
  it('weights by the middle of a bin', () => {
    expect(binsOf([0, 2, 4], [3, 5], 'value').map(({ height }) => height)).toEqual([3, 15])
  })
  it('has no bins if edges do not fit, and no shares without counts', () => {
    expect(binsOf([], [], 'log')).toEqual([])
    expect(binsOf([0, 1], [1, 2], 'log')).toEqual([])
    expect(binsOf([1, 1], [3], 'log')).toEqual([])
    expect(binsOf([0, 1], [0], 'log')[0].share).toBe(0)
  })
})

describe('barPaths', () => {
  it('stands on zero, spans the edges, leaves empty bins out and draws each bar in the path of its group', () => {
    const paths = barPaths(binsOf([0, 1, 2, 4], [10, 0, 5], 'linear'), ({ from }) => from > 1)
    expect([...paths]).toEqual([
      [false, 'M0.8 96V0h98.5V96z'],
      [true, 'M200.8 96V48h198.5V96z'],
    ])
    expect(barPaths(binsOf([0, 1], [0], 'log'), () => 0).size).toBe(0)
  })
})

describe('files of a chart', () => {
  it('are called after what was measured and the chart', () => {
    expect(fileName(['one-layer-a.a1', 'Encoder · decoder cosine'], 'png')).toBe(
      'one-layer-a.a1-encoder-decoder-cosine.png',
    )
  })
  it('hold exact values', () => {
    const table = {
      columns: [{ name: 'from' }, { name: 'share' }],
      rows: [
        [0.1, null],
        [2, 1e-7],
      ],
    }
    expect(csvOf(table)).toBe('from,share\r\n0.1,\r\n2,1e-7\r\n')
  })
})

describe('sparklinePath', () => {
  it('has one bar an occupied bin', () => {
    expect(sparklinePath([4, 0, 2]).match(/M/g)).toHaveLength(2)
    expect(sparklinePath([])).toBe('')
    expect(sparklinePath([0, 0])).toBe('')
  })
})
