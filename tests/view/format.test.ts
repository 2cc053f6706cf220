import { describe, expect, it } from 'vitest'
import {
  formatActivation,
  formatCount,
  formatFixed,
  formatOneIn,
  formatPercent,
  formatRange,
  formatSigned,
  formatSignificant,
} from '@/lib/view/format'

const S = '\u202f'

describe('formatCount', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [8343, `8${S}343`],
    [1234567.4, `1${S}234${S}567`],
    [-1200, `−1${S}200`],
  ])('%d', (value, text) => expect(formatCount(value)).toBe(text))
})

describe('unknown is never 0', () => {
  it.each([null, undefined, Number.NaN, Number.POSITIVE_INFINITY])('%s', (value) => {
    for (const format of [
      formatCount,
      formatFixed,
      formatSigned,
      formatActivation,
      formatPercent,
      formatSignificant,
    ])
      expect(format(value)).toBe('—')
  })
})

describe('signs', () => {
  it('uses a true minus, a plus where asked, and no sign on what rounds to zero', () => {
    expect(formatFixed(-0.065, 3)).toBe('−0.065')
    expect(formatSigned(1.331)).toBe('+1.33')
    expect(formatSigned(-0.06)).toBe('−0.06')
    expect(formatSigned(0.001)).toBe('0.00')
    expect(formatSigned(-0.001)).toBe('0.00')
    expect(formatFixed(-0.0001)).toBe('0.00')
  })
})

describe('formatActivation', () => {
  it('tells small from silent', () => {
    expect(formatActivation(10.542)).toBe('10.54')
    expect(formatActivation(0)).toBe('0.00')
    expect(formatActivation(0.004)).toBe('<0.01')
    expect(formatActivation(0.005)).toBe('0.01')
  })
})

describe('formatPercent', () => {
  it.each([
    [0.0157, `1.57${S}%`],
    [0, `0${S}%`],
    [1, `100${S}%`],
    [0.99996, `100${S}%`],
    [0.09996, `10.0${S}%`],
    [0.000123456, `0.0123${S}%`],
    [0.0000012, `0.000120${S}%`],
    [1.2e-8, `1.20×10⁻⁶${S}%`],
  ])('%d', (value, text) => expect(formatPercent(value)).toBe(text))
  it('rounds to the digits asked for', () => {
    expect(formatPercent(0.1176, 2)).toBe(`12${S}%`)
    expect(formatPercent(0.0341, 2)).toBe(`3.4${S}%`)
  })
})

describe('formatOneIn and formatRange', () => {
  it('reads a density the other way round', () => {
    expect(formatOneIn(0.0157)).toBe('1 in 64')
    expect(formatOneIn(0.0001)).toBe(`1 in 10${S}000`)
    expect(formatOneIn(0)).toBe('')
  })
  it('writes a range in words', () => expect(formatRange(9.584, 10.542)).toBe('9.58 to 10.54'))
})
