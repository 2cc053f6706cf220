import { describe, expect, it } from 'vitest'
import { countsOf } from '@/lib/db/columns/counts'
import type { FeatureColumns } from '@/lib/db/columns/load'
import { failedGroups, GROUP_BITS, matcherOf } from '@/lib/db/columns/match'
import { cursorAt, placeAfter, readCursor, sequenceOf, writeCursor } from '@/lib/db/columns/order'
import { pageOfFailed, pageOfFirst } from '@/lib/db/columns/page'

const NAN = Number.NaN

/** Six features: 0 to 3 fire, 4 is dead, 5 fires and has no score. */
function columns(): FeatureColumns {
  const of = (...values: number[]) => Float64Array.from(values)
  return {
    size: 6,
    numbers: {
      count: of(100, 50, 50, 10, 0, 30),
      density: of(0.1, 0.05, 0.05, 0.01, 0, 0.03),
      max: of(9.64, 3, 3, 8, 0, 1),
      mean: of(1, 1, 1, 1, NAN, 1),
      same: of(1, 0.95, 0.5, 1, NAN, 0.2),
      tokens: of(1, 2, 3, 4, 0, 5),
      loss: of(0.5, -0.5, NAN, 0, NAN, 0.1),
      bias: of(0, 0, 0, 0, 0, 0),
      encoderNorm: of(1, 1, 1, 1, 1, 1),
      cosine: of(1, 1, 1, 1, 1, 1),
      score: of(0.9, 0.8, 0.8, 0.7, NAN, NAN),
      study: of(NAN, 12.5, NAN, 3, NAN, NAN),
      labelKind: of(1, 1, 2, 3, 0, 0),
      tags: of(0b00001, 0b00101, 0b00100, NAN, 0, 0),
    },
    labels: ['Opening quote', 'quote', 'comma', 'a person’s', '', ''],
    authors: ['rules', 'rules', 'a model', 'Ada', '', ''],
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
    computed: new Map(),
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

  it('counts 400 invented features as asking each of them does', () => {
    const own = invented(400)
    for (const filters of [
      {},
      { minDensity: 0.01 },
      { maxMaximum: 5, same: 'mixed' as const },
      { minDensity: 0.001, label: 'rules' as const, annotated: 'no' as const, active: 'active' as const },
      { tags: 'context', starred: 'yes' as const },
      { minMaximum: 99 },
    ]) {
      const failed = failedGroups(own, filters)
      const { count, density, max, same, score, labelKind, tags } = own.numbers
      /** Features that match all groups but this one. */
      const left = (group: keyof typeof GROUP_BITS) =>
        Array.from(failed.keys()).filter((index) => (failed[index] & ~GROUP_BITS[group]) === 0)
      const some = (group: keyof typeof GROUP_BITS, isSo: (index: number) => boolean) =>
        left(group).filter(isSo).length
      const range = (values: number[]) =>
        values.length === 0 ? null : { low: Math.min(...values), high: Math.max(...values) }
      const counts = countsOf(own, filters, failed)
      expect(counts.matching).toBe(failed.filter((bits) => bits === 0).length)
      expect(counts.options).toMatchObject({
        same: { all: some('same', (i) => same[i] >= 1), mixed: some('same', (i) => same[i] < 1) },
        label: {
          none: some('label', (i) => labelKind[i] === 0),
          rules: some('label', (i) => labelKind[i] === 1),
          llm: some('label', (i) => labelKind[i] === 2),
          person: some('label', (i) => labelKind[i] === 3),
        },
        annotated: {
          yes: some('annotated', (i) => own.annotated[i] === 1),
          no: some('annotated', (i) => own.annotated[i] === 0),
        },
        starred: {
          yes: some('starred', (i) => own.stars[i] > 0),
          no: some('starred', (i) => own.stars[i] === 0),
        },
        active: {
          active: some('active', (i) => count[i] > 0),
          dead: some('active', (i) => count[i] === 0),
        },
      })
      const asked = 'tags' in filters ? 0b100 : 0
      expect(counts.options.tags?.dense).toBe(some('tags', (i) => (tags[i] & (8 | asked)) === (8 | asked)))
      const firing = (index: number) => count[index] > 0
      expect(counts.density.counts.reduce((all, own) => all + own, 0)).toBe(some('density', firing))
      const bin = (i: number) => Math.min(47, Math.max(0, Math.floor((1 + Math.log10(density[i]) / 6) * 48)))
      expect(counts.density.counts[30]).toBe(some('density', (i) => firing(i) && bin(i) === 30))
      expect(counts.maximum).toEqual(
        range(
          left('maximum')
            .filter(firing)
            .map((i) => max[i]),
        ),
      )
      const scored = left('score').filter((i) => firing(i) && !Number.isNaN(score[i]))
      expect(counts.score).toEqual(range(scored.map((i) => score[i])))
    }
  })
})

describe('matcherOf', () => {
  it('names the features above a value when they are few, that value included', () => {
    const own = invented(400)
    for (const [name, sort] of [
      ['minDensity', 'density'],
      ['minMaximum', 'max'],
    ] as const) {
      const values = own.numbers[sort]
      const descending = [...values].filter((value) => value > 0).sort((a, b) => b - a)
      for (const place of [0, 3, 20]) {
        const least = descending[place]
        const { only } = matcherOf(own, { [name]: least })
        const passing = [...values.keys()].filter((index) => values[index] >= least)
        expect([...(only ?? [])].sort((a, b) => a - b)).toEqual(passing)
        const page = { limit: 4, cursor: null, skip: 2 }
        const sequence = sequenceOf(own, { sort: 'cosine', order: 'asc', seed: 0 })
        const filters = { [name]: least, label: 'rules' as const }
        const inOnePass = pageOfFailed(sequence, failedGroups(own, filters), page)
        expect(pageOfFirst(sequence, matcherOf(own, filters), page, 30)).toEqual(inOnePass)
      }
      expect(matcherOf(own, { [name]: descending[100] }).only).toBe(null)
      // dead features pass this
      expect(matcherOf(own, { [name]: 0 }).only).toBe(null)
    }
  })
})

describe('pages', () => {
  it('are the same asked of features one by one and of all in one pass, from any cursor', () => {
    const own = invented(400)
    const some = Array.from({ length: 90 }, (_, at) => (at * 37) % 400)
    let full = 0
    for (const filters of [
      {},
      { minDensity: 0.01 },
      { maxMaximum: 5, same: 'mixed' as const },
      { firesOn: some, label: 'rules' as const },
      { raises: some.slice(40), q: { text: '#37', index: 37, features: [] } },
      { minScore: 0.9, starred: 'yes' as const, annotated: 'no' as const },
      // a text that is common among the labels, and one that is not
      { q: { text: 'Label', index: 7, features: some } },
      { q: { text: 'label 39', index: null, features: some.slice(80) }, minDensity: 0.001 },
    ]) {
      const failed = failedGroups(own, filters)
      const asked = matcherOf(own, filters)
      for (const [sort, order] of [
        ['density', 'desc'],
        ['score', 'asc'],
        ['random', 'asc'],
        ['index', 'desc'],
      ] as const) {
        const sequence = sequenceOf(own, { sort, order, seed: 5 })
        const seen: number[] = []
        let cursor: ReturnType<typeof pageOfFailed>['next'] = null
        do {
          const options = { limit: 7, cursor, skip: 0 }
          const page = pageOfFailed(sequence, failed, options)
          expect(pageOfFirst(sequence, asked, options, 400)).toEqual(page)
          const hasty = pageOfFirst(sequence, asked, options, 40)
          if (hasty) {
            full++
            expect(hasty).toEqual(page)
          }
          seen.push(...page.indices)
          cursor = page.next
        } while (cursor)
        expect(seen).toEqual([...sequence.features].filter((index) => failed[index] === 0))
        const skipped = { limit: 5, cursor: null, skip: 11 }
        expect(pageOfFailed(sequence, failed, skipped).indices).toEqual(seen.slice(11, 16))
        expect(pageOfFirst(sequence, asked, skipped, 400)?.indices).toEqual(seen.slice(11, 16))
      }
    }
    expect(full).toBeGreaterThan(20)
  })
})

/** Features with every kind of value, some of them dead or without a score. */
function invented(size: number): FeatureColumns {
  let state = 1
  const next = () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
  const of = (make: (index: number) => number) =>
    Float64Array.from({ length: size }, (_, index) => make(index))
  const count = of(() => (next() < 0.1 ? 0 : Math.ceil(next() * 99)))
  const ifFiring = (make: () => number) => of((index) => (count[index] > 0 ? make() : NAN))
  return {
    ...columns(),
    size,
    numbers: {
      ...columns().numbers,
      count,
      density: of((index) => (count[index] > 0 ? 10 ** (-5 * next()) : 0)),
      max: of((index) => (count[index] > 0 ? 12 * next() : 0)),
      same: ifFiring(() => (next() < 0.3 ? 1 : next())),
      score: ifFiring(() => (next() < 0.5 ? NAN : next())),
      labelKind: of(() => Math.floor(next() * 4)),
      tags: of(() => (next() < 0.2 ? NAN : Math.floor(next() * 32))),
    },
    labels: Array.from({ length: size }, (_, at) => (at % 3 === 0 ? '' : `Label ${at}`)),
    annotated: Uint8Array.from({ length: size }, () => Number(next() < 0.3)),
    stars: Uint16Array.from({ length: size }, () => Math.floor(next() * 3)),
    starredBy: new Map(),
    personTags: new Map(),
    derived: new Map(),
    computed: new Map(),
  }
}
