import { expect, it } from 'vitest'
import { countWindows, createWindowCounter, windowCounts } from '@/lib/analysis/count-windows'
import { hash32, hash53, windowHash } from '@/lib/analysis/hash'
import { contentOffsets, contentPosition, drawContentTokens } from '@/lib/analysis/random-examples'
import { analyse, makeFixture } from './corpus-fixture'

const fixture = makeFixture(200)
const windowText = (ids: Int32Array, position: number) =>
  [
    Math.min(4, position),
    Math.min(4, ids.length - 1 - position),
    ...ids.slice(Math.max(0, position - 4), position + 5),
  ].join()

it('counts windows as a map of strings does', () => {
  const expected = new Map<string, number>()
  for (const ids of fixture.sequences)
    ids.forEach((id, position) => {
      if (fixture.special[id] === 1) return
      const key = windowText(ids, position)
      expected.set(key, (expected.get(key) ?? 0) + 1)
    })
  const chosen = analyse(fixture).features.flatMap(({ top }) => top)
  const counter = createWindowCounter(
    chosen.map(({ windowLo }) => windowLo),
    chosen.map(({ windowHi }) => windowHi),
  )
  for (const ids of fixture.sequences) countWindows(counter, ids, fixture.special)
  const counts = windowCounts(counter)
  expect(counts).toEqual(
    chosen.map((e) => expected.get(windowText(fixture.sequences[e.sequence], e.position))),
  )
  expect(Math.max(...counts)).toBeGreaterThan(5)
})

it('gives different windows, and different clips of the same tokens, different hashes', () => {
  const seen = new Map<string, string>()
  const same = new Int32Array(12).fill(7)
  for (const ids of [...fixture.sequences, same, same.subarray(0, 5), same.subarray(0, 9)])
    for (let position = 0; position < ids.length; position++) {
      const { lo, hi } = windowHash(ids, 0, ids.length, position, { lo: 0, hi: 0 })
      const key = windowText(ids, position)
      expect(seen.get(`${lo}:${hi}`) ?? key).toBe(key)
      seen.set(`${lo}:${hi}`, key)
    }
  expect(seen.size).toBe(new Set(seen.values()).size)
})

it('reads a window at any offset of a batch', () => {
  const ids = Int32Array.of(9, 9, 1, 2, 3, 4, 5, 6, 9, 9)
  const alone = windowHash(ids.slice(2, 8), 0, 6, 3, { lo: 0, hi: 0 })
  expect(windowHash(ids, 2, 6, 3, { lo: 0, hi: 0 })).toEqual(alone)
})

it('spreads sampling hashes evenly and without order', () => {
  const buckets = new Array<number>(16).fill(0)
  for (let position = 0; position < 16_000; position++) buckets[hash32(1, 2, 3, position) >>> 28]++
  for (const count of buckets) expect(Math.abs(count - 1000)).toBeLessThan(150)
  const arguments4: [number, number, number, number][] = [
    [1, 2, 3, 4],
    [2, 1, 3, 4],
    [1, 3, 2, 4],
    [1, 2, 4, 3],
  ]
  expect(new Set(arguments4.map((a) => hash32(...a))).size).toBe(4)
  expect(new Set(arguments4.map((a) => hash53(...a))).size).toBe(4)
  for (const a of arguments4) expect(Number.isSafeInteger(hash53(...a)) && hash53(...a) >= 0).toBe(true)
})

it('draws content tokens evenly, distinct, reproducibly', () => {
  const perSequence = fixture.sequences.map((ids) => ids.filter((id) => fixture.special[id] === 0).length)
  const offsets = contentOffsets(perSequence)
  const tallies = new Map<string, number>()
  const draws = 400
  for (let feature = 0; feature < draws; feature++) {
    const drawn = drawContentTokens(5, feature, offsets)
    expect(new Set(drawn.map((d) => `${d.sequence}:${d.ordinal}`)).size).toBe(5)
    if (feature === 7) expect(drawContentTokens(5, feature, offsets)).toEqual(drawn)
    for (const { sequence, ordinal } of drawn) {
      const ids = fixture.sequences[sequence]
      const contents = [...ids.keys()].filter((position) => fixture.special[ids[position]] === 0)
      const position = contentPosition(ids, fixture.special, ordinal)
      if (position !== contents[ordinal]) expect.fail(`${sequence}, ${ordinal}: ${position}`)
      tallies.set(`${sequence}:${position}`, (tallies.get(`${sequence}:${position}`) ?? 0) + 1)
    }
  }
  const total = offsets[offsets.length - 1]
  const mean = (draws * 5) / total
  const chi = [...tallies.values()].reduce(
    (sum, n) => sum + (n - mean) ** 2 / mean,
    (total - tallies.size) * mean,
  )
  expect(Math.abs(chi - total)).toBeLessThan(5 * Math.sqrt(2 * total))
})

it('draws fewer only where fewer exist', () => {
  expect(drawContentTokens(1, 1, contentOffsets([0, 2, 0, 1]))).toHaveLength(3)
  expect(drawContentTokens(1, 1, contentOffsets([]))).toEqual([])
  expect(contentPosition([0, 0], Uint8Array.of(1), 0)).toBe(-1)
})
