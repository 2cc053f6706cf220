import { describe, expect, it } from 'vitest'
import { heightOf, TALLEST, toLayout, toWindow } from '@/app/d/[dictionary]/_browse/scale'

const WINDOW = 1000
const TOP = 200

describe('a list that fits into a page', () => {
  const scale = { top: TOP, layout: 223_000, window: WINDOW }

  it('is scrolled px by px', () => {
    expect(heightOf(scale.layout)).toBe(scale.layout)
    for (const offset of [0, 150, 5000, 222_000]) expect(toLayout(offset, scale)).toBe(offset)
  })
})

describe('a list that is taller than browsers lay out', () => {
  const scale = { top: TOP, layout: 28_600_000, window: WINDOW }

  it('takes less room', () => expect(heightOf(scale.layout)).toBe(TALLEST))

  it('begins and ends where the page does', () => {
    expect(toLayout(TOP, scale)).toBe(TOP)
    const end = TOP + TALLEST - WINDOW
    expect(toLayout(end, scale)).toBeCloseTo(TOP + scale.layout - WINDOW, 3)
    // below the list, px by px again
    expect(toLayout(end + 40, scale) - toLayout(end, scale)).toBeCloseTo(40, 3)
  })

  it('finds the way back', () => {
    for (const offset of [0, TOP, 12_345, 6_000_000, TOP + TALLEST - WINDOW])
      expect(toWindow(toLayout(offset, scale), scale)).toBeCloseTo(offset, 3)
  })
})
