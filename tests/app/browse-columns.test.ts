import { describe, expect, it } from 'vitest'
import { ORDER } from '@/app/d/[dictionary]/_browse/columns'
import { figureOf } from '@/app/d/[dictionary]/_browse/figures'
import { moved, parseLayout, resized, USUAL_LAYOUT, withColumn } from '@/app/d/[dictionary]/_browse/layout'
import type { FeatureRow } from '@/lib/contract/schemas'
import { STATISTIC_NAMES } from '@/lib/domain/statistics'

const kept = (layout: unknown) => encodeURIComponent(JSON.stringify(layout))

describe('the columns of the table', () => {
  it('hold every statistic', () => {
    for (const name of STATISTIC_NAMES) expect(ORDER).toContain(name)
  })

  it('are read back as they were kept', () => {
    const layout = resized(withColumn(USUAL_LAYOUT, 'encoderBias', true), { label: 300, example: 500 })
    expect(layout.sizes).toEqual({ label: 300 })
    expect(parseLayout(kept(layout))).toEqual({
      ...layout,
      visible: expect.arrayContaining([...layout.visible]),
    })
  })

  it.each([undefined, '', 'x', kept({ order: 7 }), kept({ order: [], visible: ['nothing'], sizes: {} })])(
    'are the usual ones for what cannot be read: %j',
    (text) => expect(parseLayout(text)).toBe(USUAL_LAYOUT),
  )

  it('move over shown neighbours, and stay at either end', () => {
    const shown = ({ order, visible }: typeof USUAL_LAYOUT) =>
      order.filter((id) => visible.includes(id)).slice(2)
    const next = moved(USUAL_LAYOUT, 'sparkline', -1)
    expect(shown(next).slice(0, 2)).toEqual(['sparkline', 'density'])
    expect(moved(next, 'sparkline', -1)).toBe(next)
    expect(shown(moved(USUAL_LAYOUT, 'singleTokenShare', 1)).slice(3, 5)).toEqual([
      'raises',
      'singleTokenShare',
    ])
  })
})

describe('the figure of a statistic', () => {
  const row = { count: 3, density: 0, maxActivation: 0.003, singleTokenShare: null } as FeatureRow

  it.each([
    [0.04, '4.00'],
    [0.00001, '0.00100'],
    [0.0000009, '9.0×10⁻⁵'],
    [0, '0'],
  ])('writes the density %d short enough', (density, text) =>
    expect(figureOf('density', { ...row, density })).toEqual({ text, unit: '%' }),
  )

  it('never writes a small maximum as silence, nor the unknown as zero', () => {
    expect(figureOf('maxActivation', row).text).toBe('<0.01')
    expect(figureOf('maxActivation', { ...row, count: 0 }).text).toBe('—')
    expect(figureOf('singleTokenShare', row).text).toBe('—')
  })
})
