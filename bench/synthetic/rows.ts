import { FiringPostings } from '@/lib/analysis/firing-postings'
import { createTokenStatRows } from '@/lib/analysis/token-rows'
import type { ExampleRow } from '@/lib/db/computed/examples'
import type { FeatureDetailRow } from '@/lib/db/computed/features'
import type { PostingRow } from '@/lib/db/computed/postings'
import type { Random } from './random'
import { CONTEXT, SEQUENCES, VOCABULARY } from './text'

const TOP = 20
const PER_INTERVAL = 5
const INTERVALS = 11
const KEPT = 200

/** `count` examples each of features from … to − 1: the top group first, then intervals, then random ones. */
export function* inventExamples(
  from: number,
  to: number,
  count: number,
  random: Random,
): Generator<ExampleRow> {
  for (let index = from; index < to; index++)
    for (let at = 0; at < count; at++) {
      const position = 1 + random.below(CONTEXT - 1)
      const activation = 12 * (1 - at / (count + 1))
      const positions = position + 3 < CONTEXT ? [position, position + 3] : [position]
      yield {
        ...{ index, ...placeOf(at), sequence: random.below(SEQUENCES), position, activation, positions },
        repeats: 1 + Math.floor(random.next() ** 4 * 40),
        activations: positions.map((_, i) => activation / (1 + 2 * i)),
        lossEffects: positions.map(() => 0.4 * random.next() - 0.1),
      }
    }
}

function placeOf(at: number): { group: number; rank: number } {
  if (at < TOP) return { group: -1, rank: at }
  const beyond = at - TOP
  if (beyond < INTERVALS * PER_INTERVAL)
    return { group: Math.floor(beyond / PER_INTERVAL), rank: beyond % PER_INTERVAL }
  return { group: -2, rank: beyond - INTERVALS * PER_INTERVAL }
}

/** A full list of effects for every token. */
export function* inventPostings(features: number, random: Random): Generator<PostingRow> {
  const length = Math.min(KEPT, features)
  for (let token = 1; token < VOCABULARY; token++) {
    const listed = new Set<number>()
    while (listed.size < length) listed.add(random.below(features))
    const values = random.falling(length, 9)
    yield {
      ...{ token, features: [...listed], values, maxima: values.map((value) => value * 1.1) },
      counts: values.map(() => 1 + random.below(300)),
      total: length + random.below(500),
    }
  }
}

/** Lists of the features that fire on each token, from the tokens that the features have. */
export function firingPostings(details: readonly FeatureDetailRow[]): FiringPostings {
  const postings = new FiringPostings(VOCABULARY)
  for (const { index, tokenIds, tokenCounts, tokenSums, tokenMaxima } of details) {
    const ids = Array.from(tokenIds)
    // an invented token may be named twice
    const rows = ids.flatMap((token, at) => (ids.indexOf(token) === at ? [at] : []))
    const tokens = createTokenStatRows(1, rows.length)
    tokens.offsets[1] = rows.length
    rows.forEach((at, row) => {
      tokens.tokens[row] = ids[at]
      tokens.counts[row] = tokenCounts[at]
      tokens.sums[row] = tokenSums[at]
      tokens.maxima[row] = tokenMaxima[at]
    })
    postings.addBlock({ firstFeature: index, features: 1, tokens })
  }
  return postings
}
