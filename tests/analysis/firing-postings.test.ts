import { describe, expect, it } from 'vitest'
import { FiringPostings } from '@/lib/analysis/firing-postings'
import type { MergedBlock } from '@/lib/analysis/merge-block'
import type { Posting } from '@/lib/analysis/token-postings'
import { createTokenStatRows } from '@/lib/analysis/token-table'
import { analyse, makeFixture } from './corpus-fixture'

/** What a feature does on a token. */
interface Pair {
  readonly feature: number
  readonly token: number
  readonly count: number
  readonly mass: number
  readonly max: number
  /** The feature's summed activation over all tokens. */
  readonly sum: number
}

type Block = Pick<MergedBlock, 'firstFeature' | 'features' | 'tokens'>

function listsOf(
  blocks: readonly Block[],
  sums: readonly number[],
  { dVocab, dSae, capacity }: { dVocab: number; dSae: number; capacity: number },
) {
  const postings = new FiringPostings(dVocab, dSae, capacity)
  for (const block of blocks)
    postings.offerBlock(block, sums.slice(block.firstFeature, block.firstFeature + block.features))
  return Object.fromEntries(postings.kinds())
}

/** The statistics as a search works them out from what is stored, which is single precision. */
const STATISTICS: Readonly<Record<string, (pair: Pair) => number>> = {
  mass: ({ mass }) => mass,
  activation: ({ mass, count }) => Math.fround(mass) / count,
  max: ({ max }) => max,
  share: ({ mass, sum }) => Math.fround(mass) / sum,
}

/** The slow way: every pair of the token, sorted. */
function reference(pairs: readonly Pair[], token: number, statistic: string, capacity: number) {
  const value = STATISTICS[statistic]
  const own = pairs.filter((pair) => pair.token === token)
  if (own.length === 0 || (statistic !== 'mass' && own.length <= capacity)) return null
  const first = own.toSorted((a, b) => value(b) - value(a) || a.feature - b.feature).slice(0, capacity)
  return {
    token,
    features: first.map(({ feature }) => feature),
    values: first.map(({ mass }) => Math.fround(mass)),
    counts: first.map(({ count }) => count),
    maxima: first.map(({ max }) => max),
    total: own.length,
  } satisfies Posting
}

describe('lists of the features that fire on a token', () => {
  const fixture = makeFixture(120, 40)
  const { blocks, features } = analyse(fixture, [40])
  const sums = features.map(({ sum }) => sum)
  const pairs = features.flatMap((feature) =>
    feature.tokens.map(({ token, count, sum: mass, max }) => ({
      feature: feature.index,
      ...{ token, count, mass, max },
      sum: feature.sum,
    })),
  )

  it.each(Object.keys(STATISTICS))('hold the first of all features by %s', (statistic) => {
    for (const capacity of [1, 5, 30, 200]) {
      const lists = listsOf(blocks, sums, { ...fixture, capacity })
      for (let token = 0; token < fixture.dVocab; token++)
        expect(lists[statistic].list(token)).toEqual(reference(pairs, token, statistic, capacity))
    }
  })

  it('do not depend on the order in which blocks come', () => {
    const single = features.map((feature) => blockOf(pairs, feature.index))
    const forward = listsOf(single, sums, { ...fixture, capacity: 5 })
    const backward = listsOf(single.toReversed(), sums, { ...fixture, capacity: 5 })
    for (let token = 0; token < fixture.dVocab; token++)
      for (const statistic of Object.keys(STATISTICS))
        expect(backward[statistic].list(token)).toEqual(forward[statistic].list(token))
  })
})

it('keep the first by a statistic that is not among those of most summed activation', () => {
  // feature 9 fires once and strongly on the token, and on nothing else: it has the least summed activation
  const pairs = Array.from({ length: 10 }, (_, feature) => ({
    ...{ feature, token: 3, count: 100 - feature, mass: 50 - feature, max: 2, sum: 1000 },
    ...(feature === 9 ? { count: 1, mass: 8, max: 8, sum: 8 } : {}),
  }))
  const lists = listsOf(
    pairs.map(({ feature }) => blockOf(pairs, feature)),
    pairs.map(({ sum }) => sum),
    { dVocab: 4, dSae: 10, capacity: 4 },
  )
  expect(lists.mass.list(3)?.features).toEqual([0, 1, 2, 3])
  for (const statistic of ['activation', 'max', 'share'])
    expect(lists[statistic].list(3)?.features[0]).toBe(9)
})

/** One feature as a block. */
function blockOf(pairs: readonly Pair[], feature: number): Block {
  const own = pairs.filter((pair) => pair.feature === feature).toSorted((a, b) => a.token - b.token)
  const tokens = createTokenStatRows(1, own.length)
  tokens.offsets[1] = own.length
  own.forEach(({ token, count, mass, max }, row) => {
    tokens.tokens[row] = token
    tokens.counts[row] = count
    tokens.sums[row] = mass
    tokens.maxima[row] = max
  })
  return { firstFeature: feature, features: 1, tokens }
}
