import { describe, expect, it } from 'vitest'
import { countsOf } from '@/lib/db/columns/counts'
import type { FeatureColumns } from '@/lib/db/columns/load'
import { failedGroups } from '@/lib/db/columns/match'
import { cursorAt, placeAfter, readCursor, sequenceOf, writeCursor } from '@/lib/db/columns/order'

const NAN = Number.NaN

/** Six features: 0 to 3 fire, 4 is dead, 5 fires and has no score. */
function columns(): FeatureColumns {
  const of = (...values: number[]) => Float64Array.from(values)
  return {
    size: 6,
    numbers: {
      count: of(100, 50, 50, 10, 0, 30),
      density: of(0.1, 0.05, 0.05, 0.01, 0, 0.03),
      max: of(9.64, 3, 3, 8, 0, 1).map(Math.fround),
      mean: of(1, 1, 1, 1, NAN, 1),
      same: of(1, 0.95, 0.5, 1, NAN, 0.2).map(Math.fround),
      tokens: of(1, 2, 3, 4, 0, 5),
      loss: of(0.5, -0.5, NAN, 0, NAN, 0.1),
      bias: of(0, 0, 0, 0, 0, 0),
      encoderNorm: of(1, 1, 1, 1, 1, 1),
      cosine: of(1, 1, 1, 1, 1, 1),
      score: of(0.9, 0.8, 0.8, 0.7, NAN, NAN).map(Math.fround),
      study: of(NAN, 12.5, NAN, 3, NAN, NAN),
      labelKind: of(1, 1, 2, 3, 0, 0),
      tags: of(0b00001, 0b00101, 0b00100, NAN, 0, 0),
    },
    labels: ['Opening quote', 'quote', 'comma', 'a person’s', '', ''],
    annotated: Uint8Array.of(1, 0, 0, 0, 0, 0),
    stars: Uint16Array.of(2, 0, 0, 1, 0, 0),
    starredBy: new Map([
      ['Ada', [0]],
      ['Bob', [0, 3]],
    ]),
    personTags: new Map([
      ['quotes', [0, 1]],
      ['odd', [1, 4]],
    ]),
    derived: new Map(),
  }
}

const matching = (filters: Parameters<typeof failedGroups>[1]) =>
  [...failedGroups(columns(), filters)].flatMap((bits, index) => (bits === 0 ? [index] : []))

describe('failedGroups', () => {
  it.each([
    [{}, [0, 1, 2, 3, 4, 5]],
    [{ minDensity: 0.05 }, [0, 1, 2]],
    [{ minMaximum: 9.64 }, [0]],
    [{ maxMaximum: 3 }, [1, 2, 4, 5]],
    [{ same: 'all' as const }, [0, 3]],
    [{ same: 'mixed' as const }, [1, 2, 5]],
    [{ minSame: 0.95 }, [0, 1, 3]],
    [{ label: 'llm' as const }, [2]],
    [{ label: 'none' as const }, [4, 5]],
    [{ minScore: 0.8 }, [0, 1, 2]],
    [{ annotated: 'no' as const }, [1, 2, 3, 4, 5]],
    [{ active: 'dead' as const }, [4]],
    [{ starred: 'yes' as const }, [0, 3]],
    [{ starred: 'no' as const }, [1, 2, 4, 5]],
    [{ starredBy: 'Ada' }, [0]],
    [{ starred: 'no' as const, starredBy: 'Ada' }, []],
    [{ starredBy: 'Cy' }, []],
    [{ personTags: ' Quotes' }, [0, 1]],
    [{ personTags: 'odd,#quotes' }, [1]],
    [{ personTags: 'unknown' }, []],
    [{ tags: 'single-token' }, [0, 1]],
    [{ tags: 'single-token,context' }, [1]],
    [{ firesOn: [5, 1, 5] }, [1, 5]],
    [{ raises: [] }, []],
    [{ q: { text: 'QUOTE', index: null, features: [5] } }, [0, 1, 5]],
    [{ q: { text: '#3', index: 3, features: [1] } }, [3]],
    [{ minDensity: 0.05, same: 'mixed' as const }, [1, 2]],
  ])('%j leaves %j', (filters, left) => expect(matching(filters)).toEqual(left))
})

describe('sequenceOf', () => {
  const order = (sort: 'loss' | 'density' | 'index' | 'score', direction: 'asc' | 'desc') => [
    ...sequenceOf(columns(), { sort, order: direction, seed: 0 }).features,
  ]
  it('puts equal values in order of number, and dead and unknown ones last in both directions', () => {
    expect(order('density', 'desc')).toEqual([0, 1, 2, 5, 3, 4])
    expect(order('density', 'asc')).toEqual([3, 5, 1, 2, 0, 4])
    expect(order('loss', 'desc')).toEqual([0, 5, 3, 1, 2, 4])
    expect(order('index', 'desc')).toEqual([5, 4, 3, 2, 1, 0])
  })

  it('shuffles every firing feature once', () => {
    const { features, split } = sequenceOf(columns(), { sort: 'random', order: 'asc', seed: 3 })
    expect([...features].sort()).toEqual([0, 1, 2, 3, 4, 5])
    expect(split).toBe(5)
    expect(features[5]).toBe(4)
  })

  it.each(['asc', 'desc'] as const)('continues %s after any cursor, written and read', (direction) => {
    for (const sort of ['density', 'loss', 'score', 'index', 'random'] as const) {
      const sequence = sequenceOf(columns(), { sort, order: direction, seed: 7 })
      for (let place = 0; place < 6; place++) {
        const cursor = readCursor(writeCursor(cursorAt(sequence, place)))
        expect(cursor && placeAfter(sequence, cursor)).toBe(place + 1)
      }
    }
  })
})

describe('countsOf', () => {
  it('counts each choice with all other filters in force', () => {
    const filters = { minDensity: 0.03, label: 'rules' as const }
    const own = columns()
    const counts = countsOf(own, filters, failedGroups(own, filters))
    expect(counts).toMatchObject({ matching: 2, total: 6, dead: 1, often: 4 })
    expect(counts.options.label).toEqual({ person: 0, rules: 2, llm: 1, none: 1 })
    expect(counts.options.same).toEqual({ all: 1, mixed: 1 })
    expect(counts.options.tags).toMatchObject({ 'single-token': 2, context: 1, dense: 0 })
    expect(counts.options.starred).toEqual({ yes: 1, no: 1 })
    expect(counts.options.personTags).toEqual([
      { tag: 'quotes', count: 2 },
      { tag: 'odd', count: 1 },
    ])
    expect(counts.without).toEqual([
      { group: 'density', count: 2 },
      { group: 'label', count: 4 },
    ])
    expect(counts.density.counts.reduce((sum, count) => sum + count, 0)).toBe(2)
    expect(counts.density.all.reduce((sum, count) => sum + count, 0)).toBe(5)
  })

  it('counts tags by people beside those asked for, which come first', () => {
    const own = columns()
    const counted = (personTags: string) =>
      countsOf(own, { personTags }, failedGroups(own, { personTags })).options.personTags
    expect(counted('odd')).toEqual([
      { tag: 'odd', count: 2 },
      { tag: 'quotes', count: 1 },
    ])
    expect(counted('unknown')).toEqual([
      { tag: 'unknown', count: 0 },
      { tag: 'quotes', count: 0 },
      { tag: 'odd', count: 0 },
    ])
  })
})
