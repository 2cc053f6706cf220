import { beforeAll, describe, expect, it } from 'vitest'
import { fillSynthetic } from '@/bench/synthetic'
import { addLabel } from '@/lib/db/labels'
import { getPublished, type Published } from '@/lib/db/published'
import { featureRows } from '@/lib/db/queries/feature-rows'
import { searchFiresOn, searchLabels, searchMoves } from '@/lib/db/queries/search'
import { resolveTokens } from '@/lib/db/queries/search-tokens'
import { provideDatabase, withDatabase } from '../support/database'

const FEATURES = 600
const TOKENS = [3, 40, 41]

const test = withDatabase()
provideDatabase(test)
let dictionary: Published

beforeAll(async () => {
  await fillSynthetic(test.current, { features: FEATURES, examples: 1, slug: 'search' })
  dictionary = await getPublished(test.current, 'synthetic.search')
}, 120_000)

/** The same search, in SQL from end to end. */
async function firing(order: 'mean' | 'share' | 'max', maxDensity: number | null) {
  const { rows } = await test.current.pool.query<{ index: number; mean: number; share: number; max: number }>(
    `SELECT s.index, e.mass / e.count AS mean, e.mass / nullif(d.activation_sum, 0) AS share, e.max
       FROM (SELECT u.feature, sum(u.mass::float8) AS mass, sum(u.count) AS count, max(u.maximum) AS max
               FROM token_posting p,
                    unnest(p.features, p.values, p.counts, p.maxima) AS u(feature, mass, count, maximum)
              WHERE p.analysis_id = $1 AND p.kind = 0 AND p.token_id = ANY ($2::int[]) GROUP BY u.feature) e
       JOIN feature_stat s ON s.analysis_id = $1 AND s.index = e.feature
       JOIN feature_detail d ON d.analysis_id = $1 AND d.index = e.feature
      WHERE $3::float8 IS NULL OR s.density <= $3 ORDER BY ${order} DESC NULLS LAST, s.index`,
    [dictionary.analysis.id, TOKENS, maxDensity],
  )
  return rows
}

describe('features that fire on tokens', () => {
  it.each([
    ['activation', 'mean', undefined],
    ['share', 'share', undefined],
    ['max', 'max', undefined],
    ['activation', 'mean', 0.002],
  ] as const)('by %s', async (sort, order, maxDensity) => {
    const slow = await firing(order, maxDensity ?? null)
    const found = await searchFiresOn(dictionary, TOKENS, { sort, maxDensity, limit: 30, occurrences: 7 })
    expect(found.found).toBe(slow.length)
    expect(found.kept).toBe((await firing('mean', null)).length)
    expect(found.items.map(({ index }) => index)).toEqual(slow.slice(0, 30).map(({ index }) => index))
    found.items.forEach((item, at) => {
      expect(item.mean).toBeCloseTo(slow[at].mean, 9)
      expect(item.share).toBeCloseTo(slow[at].share ?? 0, 9)
      expect(item.max).toBe(slow[at].max)
    })
  })

  it('is nothing for a token without a list', async () => {
    const none = await searchFiresOn(dictionary, [999_999], { sort: 'share', limit: 5, occurrences: null })
    expect(none).toEqual({ items: [], total: 0, kept: 0, found: 0 })
  })
})

it.each(['ka', 'Ka', ' ka', ' ', '  ', 'kalo', 'KALO', '·mi', "'", ')', 'no such token', 'é'])(
  'finds the tokens that %j may mean',
  async (typed) => {
    const text = typed.replace('·', ' ')
    // every token of the vocabulary, looked at one by one
    const { rows } = await test.current.pool.query<{ id: number; text: string; count: number | null }>(
      `SELECT t.id, t.text, c.count FROM token t
         LEFT JOIN corpus_token c ON c.corpus_id = $2 AND c.token_id = t.id
        WHERE t.tokenizer_hash = $1 AND NOT t.special ORDER BY c.count DESC NULLS LAST, t.id`,
      [dictionary.tokenizerHash, dictionary.analysis.corpusId],
    )
    const is = (own: string, other: string) => own.toLowerCase() === other.toLowerCase()
    const begins = (own: string, start: string) => own.toLowerCase().startsWith(start.toLowerCase())
    const kinds = {
      exact: rows.filter((row) => row.text === text),
      space: rows.filter((row) => row.text === ` ${text}`),
      case: rows.filter(
        (row) =>
          (is(row.text, text) || is(row.text, ` ${text}`)) && row.text !== text && row.text !== ` ${text}`,
      ),
      prefix: rows.filter(
        (row) =>
          (begins(row.text, text) || begins(row.text, ` ${text}`)) &&
          !is(row.text, text) &&
          !is(row.text, ` ${text}`),
      ),
    }
    const found = await resolveTokens(dictionary, typed)
    expect(found.prefixes).toBe(kinds.prefix.length)
    expect(found.tokens.map(({ id, count, match }) => ({ id, count, match }))).toEqual(
      Object.entries(kinds).flatMap(([match, own]) =>
        own.slice(0, match === 'prefix' ? 6 : undefined).map(({ id, count }) => ({ id, count, match })),
      ),
    )
  },
)

it('finds the features that move tokens most', async () => {
  const { rows } = await test.current.pool.query<{ feature: number; value: number }>(
    `SELECT * FROM (
       SELECT DISTINCT ON (u.feature) u.feature, u.value FROM token_posting p,
              unnest(p.features, p.values) AS u(feature, value)
        WHERE p.analysis_id = $1 AND p.kind = 1 AND p.token_id = ANY ($2::int[])
        ORDER BY u.feature, abs(u.value) DESC) e ORDER BY abs(value) DESC, feature`,
    [dictionary.analysis.id, TOKENS],
  )
  const found = await searchMoves(dictionary, TOKENS, 'promotes', { limit: 20 })
  expect(found.kept).toBe(rows.length)
  expect(found.items.map(({ index, value }) => [index, value])).toEqual(
    rows.slice(0, 20).map(({ feature, value }) => [feature, value]),
  )
})

describe('what somebody writes', () => {
  it('is seen at once by searches and lists that were asked before', async () => {
    const labelOf = async () => {
      const now = await getPublished(test.current, 'synthetic.search')
      const [row] = await featureRows(now, [17])
      return { label: row.label, hits: await searchLabels(now, 'zebra crossing', { limit: 5 }) }
    }
    expect((await labelOf()).hits.total).toBe(0)
    await addLabel(test.current, {
      ...{ dictionaryId: dictionary.id, index: 17 },
      ...{ text: 'Zebra crossing', author: 'a person' },
    })
    const after = await labelOf()
    expect(after.label).toBe('Zebra crossing')
    expect(after.hits.items.map(({ index }) => index)).toEqual([17])
  })

  it('puts whole matches first, then beginnings, each by score', async () => {
    const { rows } = await test.current.pool.query<{ index: number }>(
      `SELECT index FROM feature_stat WHERE analysis_id = $1 AND lower(label) LIKE '%kind%' AND lower(label) LIKE '%c%'
        ORDER BY lower(label) <> 'kind c', NOT starts_with(lower(label), 'kind c'),
                 label_score DESC NULLS LAST, index`,
      [dictionary.analysis.id],
    )
    const now = await getPublished(test.current, 'synthetic.search')
    const { items, total } = await searchLabels(now, 'kind C', { limit: 12 })
    expect(total).toBe(rows.length)
    expect(items.map(({ index }) => index)).toEqual(rows.slice(0, 12).map(({ index }) => index))
  })
})
