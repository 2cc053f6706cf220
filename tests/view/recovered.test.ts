import { describe, expect, it } from 'vitest'
import { measuredTokensSaid } from '@/lib/view/measured'
import { recoveredSense, recoveredText, varianceText } from '@/lib/view/recovered'

const said = (isNeurons: boolean, share: number | null) =>
  recoveredText(recoveredSense(isNeurons, share), share)

describe('loss recovered', () => {
  it('is a share of a dictionary that was learned', () => {
    expect(said(false, 0.9562)).toBe('95.6\u202f%')
    expect(said(false, -0.2)).toBe('−20.0\u202f%')
    expect(said(false, 1.0004)).toBe('100.0\u202f%')
    expect(said(false, null)).toBe('—')
  })

  it('is no share where the model is worse than its reconstruction, as the control that had 196.8 %', () => {
    expect(said(false, 1.968)).toBe('no meaning')
  })

  it('is no result of a neuron basis, nor is its explained variance', () => {
    expect(said(true, 1)).toBe('by construction')
    expect(varianceText(true, 1)).toBe('by construction')
    expect(varianceText(false, 0.8052)).toBe('0.805')
  })
})

it('says on which text figures were measured', () => {
  expect(measuredTokensSaid(31_877, 'held-out')).toBe('31\u202f877 held-out tokens')
  expect(measuredTokensSaid(5000, 'all')).toBe('5\u202f000 tokens of all the text')
})
