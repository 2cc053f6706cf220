import { describe, expect, it } from 'vitest'
import { hash32, windowHash } from '@/lib/analysis/hash'
import { mergeBlock } from '@/lib/analysis/merge-block'
import { accumulate, createSummary, serialise } from '@/lib/analysis/summary'
import { mergeTotals, serialiseTotals } from '@/lib/analysis/summary-bytes'
import { inInterval } from '@/lib/domain/example'
import { analyse, batchOf, type Firing, makeFixture, summarise } from './corpus-fixture'

const fixture = makeFixture()
const token = (f: Firing) => fixture.sequences[f.sequence][f.position]
const content = fixture.firings.filter((f) => fixture.special[token(f)] === 0)
const contentTokens = fixture.sequences.flatMap((ids) => [...ids]).filter((id) => fixture.special[id] === 0)
const byPlace = (a: Firing, b: Firing) => a.sequence - b.sequence || a.position - b.position
const of = (feature: number) => content.filter((f) => f.feature === feature)
const { features } = analyse(fixture)

function windowKey({ sequence, position }: Firing): string {
  const ids = fixture.sequences[sequence]
  const left = Math.min(4, position)
  const right = Math.min(4, ids.length - 1 - position)
  return `${left}:${right}:${[...ids.slice(position - left, position + right + 1)].join()}`
}

function bruteTop(feature: number): Firing[] {
  const best = new Map<string, Firing>()
  const order = (a: Firing, b: Firing) => b.value - a.value || byPlace(a, b)
  for (const firing of of(feature)) {
    const key = windowKey(firing)
    const other = best.get(key)
    if (!other || order(firing, other) < 0) best.set(key, firing)
  }
  return [...best.values()].sort(order).slice(0, 20)
}

function firstContent(sequence: number): number {
  return fixture.sequences[sequence].findIndex((id) => fixture.special[id] === 0)
}

describe('the summary of a random corpus against brute force', () => {
  it.each(features)('feature $index: scalars', (feature) => {
    const own = of(feature.index)
    expect(feature.count).toBe(own.length)
    expect(feature.density).toBe(own.length / contentTokens.length)
    const sum = own.reduce((total, { value }) => total + value, 0)
    expect(feature.sum).toBe(sum)
    expect(feature.sumSquares).toBe(own.reduce((total, { value }) => total + value * value, 0))
    if (own.length === 0) {
      expect(feature).toMatchObject({ max: null, meanActive: null, quantiles: null, histogram: null })
      expect(feature).toMatchObject({ logDensity: null, singleTokenShare: null, firstTokenShare: null })
      return
    }
    expect(feature.meanActive).toBe(sum / own.length)
    expect(feature.max).toBe(Math.max(...own.map(({ value }) => value)))
    const first = own.filter((f) => f.position === firstContent(f.sequence))
    expect(feature.firstTokenShare).toBe(first.length / own.length)
  })

  it.each(features.slice(1))('feature $index: every displayed count is exact for its edges', (feature) => {
    const histogram = feature.histogram
    const max = feature.max ?? 0
    expect(histogram?.counts).toHaveLength(40)
    const edges = histogram?.edges ?? []
    expect(edges[0]).toBe(0)
    expect(edges[40]).toBe(max)
    edges.forEach((edge, j) => {
      expect(Math.abs(edge - (max * j) / 40)).toBeLessThanOrEqual(max / 2048)
      if (j === 40) return
      const inside = of(feature.index).filter(
        ({ value }) => value >= edge && (j === 39 ? value <= edges[40] : value < edges[j + 1]),
      )
      expect(histogram?.counts[j]).toBe(inside.length)
    })
  })

  it.each(features.slice(1))('feature $index: quantiles within max/1024', (feature) => {
    const sorted = of(feature.index)
      .map(({ value }) => value)
      .sort((a, b) => a - b)
    const qs = [0.05, 0.25, 0.5, 0.75, 0.95, 0.99]
    expect(feature.quantiles).toHaveLength(qs.length)
    qs.forEach((q, j) => {
      const exact = sorted[Math.ceil(q * sorted.length) - 1]
      expect(Math.abs((feature.quantiles?.[j] ?? Number.NaN) - exact)).toBeLessThanOrEqual(
        sorted.at(-1)! / 1024,
      )
    })
  })

  it.each(features)('feature $index: top examples, one for each window', (feature) => {
    const expected = bruteTop(feature.index)
    expect(feature.top.map(({ sequence, position, activation }) => [sequence, position, activation])).toEqual(
      expected.map(({ sequence, position, value }) => [sequence, position, value]),
    )
    expect(feature.top.map((example) => example.token)).toEqual(expected.map(token))
    for (const { sequence, position, windowLo, windowHi } of feature.top) {
      const ids = fixture.sequences[sequence]
      expect(windowHash(ids, 0, ids.length, position, { lo: 0, hi: 0 })).toEqual({
        lo: windowLo,
        hi: windowHi,
      })
    }
  })

  it.each(features.slice(1))('feature $index: intervals hold the smallest hashes', (feature) => {
    const hash = (f: Firing) => hash32(fixture.seed, f.feature, f.sequence, f.position)
    expect(feature.intervals.map(({ interval }) => interval)).toEqual([...Array(11).keys()])
    for (const { interval, examples, uniform } of feature.intervals) {
      const inside = of(feature.index).filter(({ value }) => inInterval(value, feature.max ?? 0, interval))
      for (const e of examples)
        expect(inside).toContainEqual({
          ...e,
          activation: undefined,
          feature: feature.index,
          value: e.activation,
        })
      if (!uniform) continue
      const drawn = inside.sort((a, b) => hash(a) - hash(b) || byPlace(a, b)).slice(0, 5)
      drawn.sort((a, b) => b.value - a.value || byPlace(a, b))
      expect(examples.map(({ sequence, position }) => [sequence, position])).toEqual(
        drawn.map(({ sequence, position }) => [sequence, position]),
      )
    }
    const uniform = feature.intervals.filter((drawn) => drawn.uniform).length
    expect(uniform).toBeGreaterThanOrEqual(9)
  })

  it.each(features)('feature $index: token statistics', (feature) => {
    const groups = new Map<number, Firing[]>()
    for (const firing of of(feature.index))
      groups.set(token(firing), [...(groups.get(token(firing)) ?? []), firing])
    expect(feature.distinctTokens).toBe(groups.size)
    const expected = [...groups].map(([id, firings]) => {
      const sum = firings.reduce((total, { value }) => total + value, 0)
      return {
        token: id,
        count: firings.length,
        sum,
        mean: sum / firings.length,
        max: Math.max(...firings.map(({ value }) => value)),
        massShare: sum / feature.sum,
        precision: firings.length / contentTokens.filter((other) => other === id).length,
      }
    })
    expected.sort((a, b) => b.sum - a.sum || a.token - b.token)
    expect(feature.tokens).toEqual(expected.slice(0, 64))
  })

  it('recognises the planted features', () => {
    expect(features[0].count).toBe(0)
    expect(features[1]).toMatchObject({
      count: 1,
      max: 3.25,
      quantiles: [3.25, 3.25, 3.25, 3.25, 3.25, 3.25],
    })
    expect(features[2].histogram?.counts.slice(0, 39).every((n) => n === 0)).toBe(true)
    expect(features[4].firstTokenShare).toBeGreaterThan(0.4)
    expect(features[6]).toMatchObject({ distinctTokens: 1, singleTokenShare: 1, tokens: [{ precision: 1 }] })
  })
})

/** Compares typed arrays bit by bit; the matcher is slow on long ones. */
function same(a: ArrayBufferView, b: ArrayBufferView): boolean {
  return Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(
    Buffer.from(b.buffer, b.byteOffset, b.byteLength),
  )
}

describe('shards', () => {
  const withoutSums = (index: number, result: typeof features) => {
    const { sum, sumSquares, meanActive, tokens, ...rest } = result[index]
    return { ...rest, tokens: tokens.map((t) => [t.token, t.count, t.max, t.precision]).sort() }
  }

  it.each([[[60]], [[1, 2, 3, 50, 119]], [Array.from({ length: 39 }, (_, j) => j * 3 + 1)]])(
    'give the same result however the corpus is cut (%#)',
    (cuts) => {
      const cut = analyse(fixture, cuts, 3)
      for (const { index, sum } of features) {
        expect(withoutSums(index, cut.features)).toEqual(withoutSums(index, features))
        expect(cut.features[index].sum).toBeCloseTo(sum, 8)
      }
    },
  )

  it('give the same bytes for any batches, however many firings are kept, and any order within a batch', () => {
    const whole = serialise(summarise(fixture, 0, 40, 40))
    expect(same(serialise(summarise(fixture, 0, 40, 3))[0], whole[0])).toBe(true)
    for (const keptFirings of [1, 100, 1000])
      expect(same(serialise(summarise({ ...fixture, keptFirings }, 0, 40, 3))[0], whole[0])).toBe(true)
    const shuffled = createSummary(fixture)
    const batch = batchOf(fixture, 0, 40)
    const order = [...batch.values.keys()].sort((a, b) => hash32(1, a, 0, 0) - hash32(1, b, 0, 0))
    accumulate(shuffled, {
      ...batch,
      offsets: order.map((n) => batch.offsets[n]),
      features: order.map((n) => batch.features[n]),
      values: Float32Array.from(order, (n) => batch.values[n]),
    })
    const merged = mergeBlock([serialise(shuffled)[0]])
    const expected = mergeBlock([whole[0]])
    expect(same(merged.store.histogram, expected.store.histogram)).toBe(true)
    for (const key of ['sizes', 'hashes', 'sequences', 'positions', 'values'] as const)
      expect(same(merged.store.samples[key], expected.store.samples[key])).toBe(true)
    for (const key of ['sizes', 'values', 'sequences', 'positions', 'tokens', 'windowLo'] as const)
      expect(same(merged.store.top[key], expected.store.top[key])).toBe(true)
  })

  it('cover several blocks of features', () => {
    const wide = {
      ...fixture,
      dSae: 1100,
      firings: fixture.firings.map((f) => ({ ...f, feature: f.feature * 90 })),
    }
    const result = analyse(wide, [30])
    expect(result.blocks.map((block) => [block.firstFeature, block.features])).toEqual([
      [0, 512],
      [512, 512],
      [1024, 76],
    ])
    expect(result.features).toHaveLength(1100)
    expect(result.features[990].count).toBe(features[11].count)
    expect(result.features[991].count).toBe(0)
  })

  it('leave out special tokens and padding, and count them', () => {
    const totals = mergeTotals([serialiseTotals(summarise(fixture, 0, 120).totals)])
    const all = fixture.sequences.reduce((sum, ids) => sum + ids.length, 0)
    expect(totals).toMatchObject({
      sequences: 120,
      contentTokens: contentTokens.length,
      specialTokens: all - contentTokens.length,
      specialFirings: fixture.firings.length - content.length,
    })
    const padded = createSummary(fixture)
    const batch = batchOf(fixture, 0, 1)
    accumulate(padded, {
      ...batch,
      offsets: [batch.stride - 1],
      features: [3],
      values: Float32Array.of(Number.NaN),
    })
    expect(mergeBlock(serialise(padded)).store.counts[3]).toBe(0)
  })

  it('refuse impossible firings, shards of another run and truncated bytes', () => {
    const batch = batchOf(fixture, 0, 1)
    for (const [feature, value] of [
      [3, Number.NaN],
      [3, -1],
      [3, Number.POSITIVE_INFINITY],
      [12, 1],
    ])
      expect(() =>
        accumulate(createSummary(fixture), {
          ...batch,
          offsets: [1],
          features: [feature],
          values: Float32Array.of(value),
        }),
      ).toThrow(`feature ${feature} (of 12) with activation ${value}`)
    const [bytes] = serialise(summarise(fixture, 0, 5))
    const [other] = serialise(createSummary({ ...fixture, seed: 1 }))
    expect(() => mergeBlock([bytes, other])).toThrow('shard 1')
    expect(() => mergeBlock([bytes.subarray(0, -1)])).toThrow('too early')
    expect(() => mergeBlock([])).toThrow('no shard summaries')
    expect(() => mergeBlock([new Uint8Array(20)])).toThrow('not a block')
  })
})
