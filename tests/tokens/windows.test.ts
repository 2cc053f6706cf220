import { describe, expect, it } from 'vitest'
import { cutWindows, windowIds } from '@/lib/tokens/windows'

describe('cutWindows', () => {
  it.each([
    [0, []],
    [7, []],
    [8, [8]],
    [15, [15]],
    [16, [15]],
    [22, [15]],
    [23, [15, 8]],
    [45, [15, 15, 15]],
  ])('cuts %i tokens at context 16 with BOS into %j', (tokens, lengths) => {
    const windows = cutWindows(tokens, { contextSize: 16, prependBos: true })
    expect(windows.map((window) => window.length)).toEqual(lengths)
    windows.forEach((window, i) => {
      expect(window.start).toBe(i * 15)
    })
  })

  it('uses the whole context without BOS, and keeps full windows of short contexts', () => {
    expect(cutWindows(32, { contextSize: 16, prependBos: false }).map((w) => w.length)).toEqual([16, 16])
    expect(cutWindows(9, { contextSize: 4, prependBos: false }).map((w) => w.length)).toEqual([4, 4])
    expect(() => cutWindows(9, { contextSize: 1, prependBos: true })).toThrow('context size 1')
  })

  it('puts BOS in front', () => {
    const ids = Int32Array.of(5, 6, 7, 8)
    expect([...windowIds(ids, { start: 1, length: 2 }, 99)]).toEqual([99, 6, 7])
    expect([...windowIds(ids, { start: 1, length: 2 })]).toEqual([6, 7])
  })
})
