import { describe, expect, it } from 'vitest'
import { FiringPostings } from '@/lib/analysis/firing-postings'
import { createTokenStatRows } from '@/lib/analysis/token-rows'
import { uniform } from '../support/random'
import { analyse, makeFixture } from './corpus-fixture'

/** What a feature does on a token. */
interface Pair {
  readonly feature: number
  readonly token: number
  readonly count: number
  readonly mass: number
  readonly max: number
}

/** The slow way: every pair of the token, by feature. */
function reference(pairs: readonly Pair[], token: number) {
  const own = pairs.filter((pair) => pair.token === token).toSorted((a, b) => a.feature - b.feature)
  return {
    token,
    features: own.map(({ feature }) => feature),
    values: own.map(({ mass }) => Math.fround(mass)),
    counts: own.map(({ count }) => count),
    maxima: own.map(({ max }) => max),
    total: own.length,
  }
}

const tokensOf = (pairs: readonly Pair[]) =>
  [...new Set(pairs.map(({ token }) => token))].sort((a, b) => a - b)

describe('lists of the features that fire on a token', () => {
  it('have every feature, however many there are, with what it does on the token', () => {
    const fixture = makeFixture(120, 40)
    const { blocks, features } = analyse(fixture, [40])
    const postings = new FiringPostings(fixture.dVocab)
    for (const block of blocks) postings.addBlock(block)
    const pairs = features.flatMap((feature) =>
      feature.tokens.map(({ token, count, sum: mass, max }) => ({
        feature: feature.index,
        ...{ token, count, mass, max },
      })),
    )
    expect([...postings.lists()]).toEqual(tokensOf(pairs).map((token) => reference(pairs, token)))
    expect([...new FiringPostings(5).lists()]).toEqual([])
  })

  it('have every feature of a token on which many more than a search shows fire', () => {
    const next = uniform(2)
    const pairs: Pair[] = Array.from({ length: 900 }, (_, feature) =>
      [1, 2, ...Array.from({ length: 90 }, (_, at) => 3 + at)].map((token) => ({
        ...{ feature, token, count: 1 + Math.floor(next() * 9) },
        ...{ mass: next() * 40, max: Math.fround(next() * 8) },
      })),
    ).flat()
    // more pairs than the parts in which they are kept
    expect(pairs.length).toBeGreaterThan(2 ** 16)
    const postings = new FiringPostings(100)
    for (let from = 0; from < 900; from += 256)
      postings.addBlock(blockOf(pairs, from, Math.min(900, from + 256)))
    expect([...postings.lists()]).toEqual(tokensOf(pairs).map((token) => reference(pairs, token)))
  })
})

/** Features from … to − 1 as a block. */
function blockOf(pairs: readonly Pair[], from: number, to: number) {
  const own = pairs.filter(({ feature }) => feature >= from && feature < to)
  const tokens = createTokenStatRows(to - from, own.length)
  own.forEach(({ feature, token, count, mass, max }, row) => {
    tokens.offsets.fill(row + 1, feature - from + 1)
    tokens.tokens[row] = token
    tokens.counts[row] = count
    tokens.sums[row] = mass
    tokens.maxima[row] = max
  })
  return { firstFeature: from, features: to - from, tokens }
}
