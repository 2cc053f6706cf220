import { beforeAll, describe, expect, it } from 'vitest'
import { fillSynthetic } from '@/bench/synthetic'
import { addLabel } from '@/lib/db/labels'
import { getPublished, type Published } from '@/lib/db/published'
import { featureRows } from '@/lib/db/queries/feature-rows'
import { searchFiresOn, searchMoves } from '@/lib/db/queries/search'
import { searchLabels } from '@/lib/db/queries/search-labels'
import { resolveTokens } from '@/lib/db/queries/search-tokens'
import { provideDatabase, withDatabase } from '../support/database'

const FEATURES = 1500
/** Tokens on which few features fire, and two on which more do than an answer shows. */
const TOKENS = [400, 900, 41]
const COMMON = 3
const OLD = 2
/** The middle dot, which pages show for a leading space, and a token with a space before it. */
const DOTS = { '·': 3001, ' ·': 3002 }

const test = withDatabase()
provideDatabase(test)
let dictionary: Published

beforeAll(async () => {
  await fillSynthetic(test.current, { features: FEATURES, examples: 1, slug: 'search' })
  dictionary = await getPublished(test.current, 'synthetic.search')
  for (const [text, id] of Object.entries(DOTS))
    await test.current.pool.query(
      'INSERT INTO token (tokenizer_hash, id, bytes, text, special) VALUES ($1, $2, $3, $4, false)',
      [dictionary.tokenizerHash, id, Buffer.from(text), text],
    )
  // as an older analysis has it: the 200 features of greatest summed activation
  await test.current.pool.query(
    `UPDATE token_posting p SET features = o.features, values = o.values, counts = o.counts, maxima = o.maxima
       FROM (SELECT array_agg(u.f) AS features, array_agg(u.v) AS values, array_agg(u.c) AS counts, array_agg(u.m) AS maxima
               FROM (SELECT u.* FROM token_posting t, unnest(t.features, t.values, t.counts, t.maxima) AS u(f, v, c, m)
                      WHERE t.analysis_id = $1 AND t.token_id = $2 AND t.kind = 0
                      ORDER BY u.v DESC, u.f LIMIT 200) u) o
      WHERE p.analysis_id = $1 AND p.token_id = $2 AND p.kind = 0`,
    [dictionary.analysis.id, OLD],
  )
}, 120_000)

/**
 * The same search over all (feature, token) pairs, in SQL from end to end. A feature's tokens are named with it; an
 * invented one that is named twice counts as it is named first.
 */
async function firing(
  order: 'mean' | 'share' | 'max',
  maxDensity: number | null,
  tokens: readonly number[] = TOKENS,
) {
  const { rows } = await test.current.pool.query<{
    index: number
    count: number
    mean: number
    share: number
    max: number
  }>(
    `SELECT s.index, e.count, e.mass / e.count AS mean, e.mass / nullif(d.activation_sum, 0) AS share, e.max
       FROM (SELECT feature, sum(mass::float8) AS mass, sum(count) AS count, max(maximum) AS max
               FROM (SELECT DISTINCT ON (d.index, u.token) d.index AS feature, u.token, u.mass::real, u.count, u.maximum
                       FROM feature_detail d, unnest(d.token_ids, d.token_sums, d.token_counts, d.token_maxima)
                            WITH ORDINALITY AS u(token, mass, count, maximum, at)
                      WHERE d.analysis_id = $1 AND u.token = ANY ($2::int[]) ORDER BY d.index, u.token, u.at) p
              GROUP BY feature) e
       JOIN feature_stat s ON s.analysis_id = $1 AND s.index = e.feature
       JOIN feature_detail d ON d.analysis_id = $1 AND d.index = e.feature
      WHERE $3::float8 IS NULL OR s.density <= $3 
      ORDER BY ${order === 'mean' ? 'e.count < 5, ' : ''}${order} DESC NULLS LAST, s.index`,
    [dictionary.analysis.id, tokens, maxDensity],
  )
  return rows
}

const SORTS = [
  ['activation', 'mean', undefined],
  ['share', 'share', undefined],
  ['max', 'max', undefined],
  ['activation', 'mean', 0.002],
  ['share', 'share', 0.002],
] as const

describe('features that fire on tokens', () => {
  it.each(SORTS)('by %s, of several tokens', async (sort, order, maxDensity) => {
    for (const tokens of [TOKENS, [COMMON], [COMMON, ...TOKENS]]) {
      const slow = await firing(order, maxDensity ?? null, tokens)
      const options = { sort, maxDensity, limit: 200, occurrences: 7 }
      const found = await searchFiresOn(test.current.pool, dictionary, tokens, options)
      const all = (await firing('mean', null, tokens)).length
      expect(found).toMatchObject({ cut: false, exact: true, found: slow.length, kept: all, total: all })
      expect(found.items.map(({ index }) => index)).toEqual(slow.slice(0, 200).map(({ index }) => index))
      found.items.forEach((item, at) => {
        expect(item.count).toBe(slow[at].count)
        expect(item.mean).toBeCloseTo(slow[at].mean, 9)
        expect(item.share).toBeCloseTo(slow[at].share ?? 0, 9)
        expect(item.max).toBe(slow[at].max)
      })
    }
  })

  it('has more features of a common token than an answer shows', async () => {
    const options = { sort: 'activation', limit: 5, occurrences: null } as const
    const { found } = await searchFiresOn(test.current.pool, dictionary, [COMMON], options)
    expect(found).toBeGreaterThan(200)
  })

  it('says what an older analysis left out, and orders what it kept', async () => {
    let missed = 0
    for (const [sort, order] of SORTS.slice(0, 3)) {
      const options = { sort, limit: 30, occurrences: null }
      const found = await searchFiresOn(test.current.pool, dictionary, [OLD], options)
      const slow = await firing(order, null, [OLD])
      expect(found).toMatchObject({ cut: true, exact: false, kept: 200, total: slow.length })
      const { rows } = await test.current.pool.query<{ features: number[] }>(
        'SELECT features FROM token_posting WHERE analysis_id = $1 AND token_id = $2 AND kind = 0',
        [dictionary.analysis.id, OLD],
      )
      const kept = slow.filter(({ index }) => rows[0].features.includes(index))
      expect(found.items.map(({ index }) => index)).toEqual(kept.slice(0, 30).map(({ index }) => index))
      if (kept[0].index !== slow[0].index) missed++
    }
    expect(missed).toBeGreaterThan(0)
    const options = { sort: 'max', limit: 30, occurrences: null } as const
    const several = await searchFiresOn(test.current.pool, dictionary, [OLD, ...TOKENS], options)
    expect(several).toMatchObject({ cut: true, exact: false })
  })

  it('finds nothing for a token without a list', async () => {
    const options = { sort: 'share', limit: 5, occurrences: null } as const
    const none = await searchFiresOn(test.current.pool, dictionary, [999_999], options)
    expect(none).toEqual({ items: [], total: 0, kept: 0, found: 0, cut: false, exact: true })
  })
})

it('finds the middle dot itself, then the space that it stands for', async () => {
  const ids = async (text: string) =>
    (await resolveTokens(test.current.pool, dictionary, text)).tokens
      .filter(({ match }) => match !== 'prefix')
      .map(({ text, match }) => [text, match])
  expect(await ids('·')).toEqual([
    ['·', 'exact'],
    [' ·', 'space'],
    [' ', 'exact'],
  ])
  expect(await ids(' ·')).toEqual([[' ·', 'exact']])
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
    const found = await resolveTokens(test.current.pool, dictionary, typed)
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
  const found = await searchMoves(test.current.pool, dictionary, TOKENS, 'promotes', { limit: 20 })
  // a list that is cut hides the weaker effects of its token
  const weakest = await test.current.pool.query<{ value: number }>(
    `SELECT max(values[cardinality(values)]) AS value FROM token_posting
      WHERE analysis_id = $1 AND token_id = ANY ($2::int[]) AND kind = 1 AND total > cardinality(values)`,
    [dictionary.analysis.id, TOKENS],
  )
  expect(found.kept).toBe(rows.filter(({ value }) => value >= weakest.rows[0].value).length)
  expect(found).toMatchObject({ cut: true, exact: true })
  expect(found.items.map(({ index, value }) => [index, value])).toEqual(
    rows.slice(0, 20).map(({ feature, value }) => [feature, value]),
  )
})

const LABELS = [
  'quoted text',
  'Run',
  'import path',
  'path of an import',
  'opening bracket',
  '100% sure',
  '1000 sure',
  'snake_case name',
  'snakeXcase name',
  'back\\slash',
  '引用符 の 中',
  'نص عربي مقتبس',
  'simple words',
  `Robert'); DROP TABLE label;-- & | ! <-> :*`,
  'the end of a file',
]

describe('labels', () => {
  let labelled: Published

  beforeAll(async () => {
    await fillSynthetic(test.current, { features: 40, examples: 1, slug: 'labels' })
    labelled = await getPublished(test.current, 'synthetic.labels')
    for (const [index, text] of LABELS.entries())
      await addLabel(test.current, { dictionaryId: labelled.id, index, text, author: 'a person' })
  })

  const search = async (q: string) => {
    const { items, total } = await searchLabels(test.current.pool, labelled, q, { limit: 20 })
    expect(total).toBe(items.length)
    return items.map(({ label, match }) => [label, match])
  }

  it.each([
    ['another form of a word', 'quotes', ['quoted text', 'stems']],
    ['a shorter form', 'running', ['Run', 'stems']],
    ['the label itself, in another case', 'rUN', ['Run', 'label']],
    [
      'the beginning of a word',
      'imp',
      ['import path', 'start'],
      ['path of an import', 'words'],
      ['simple words', 'words'],
    ],
    ['words in any order', 'path import', ['import path', 'words'], ['path of an import', 'words']],
    ['a beginning and a form', 'imp paths', ['import path', 'stems'], ['path of an import', 'stems']],
    ['words without a meaning of their own', 'the ends', ['the end of a file', 'stems']],
    ['a word that is misspelt', 'brakets', ['opening bracket', 'similar']],
    ['two that are', 'openning brakets', ['opening bracket', 'similar']],
    ['a percent sign', '0% ', ['100% sure', 'words']],
    ['an underscore', 'e_c', ['snake_case name', 'words']],
    ['a backslash', 'back\\s', ['back\\slash', 'start']],
    ['Chinese and Japanese text', '符 中', ['引用符 の 中', 'words']],
    ['Arabic text', 'عربي', ['نص عربي مقتبس', 'words']],
    ['what would be SQL or a query', `'); DROP TABLE label;-- & | ! <-> :*`, [LABELS[13], 'words']],
  ] as const)('are found by %s', async (_, q, ...found) => expect(await search(q)).toEqual(found))

  it.each(['', '   ', '\0', 'quoted\0text', '\ud800', 'zzzz qqqq'])('are not found by %j', async (q) =>
    expect(await search(q)).toEqual([]),
  )

  it.each(['%', '_', '\\', '!', ':*', '(', '"', '*'])('with %j are found by the sign itself', async (q) =>
    expect(await search(q)).toEqual(
      LABELS.filter((label) => label.includes(q)).map((label) => [label, 'words']),
    ),
  )

  it('are found by a word with a sign that has a meaning in other searches', async () =>
    expect(await search('-quoted')).toEqual([['quoted text', 'stems']]))

  it('are those of features up to a density', async () => {
    const densityOf = async (limit: number | undefined) => {
      const options = { limit: 20, maxDensity: limit }
      return (await searchLabels(test.current.pool, labelled, 'import', options)).items
    }
    const [first, second] = (await densityOf(undefined)).toSorted((a, b) => a.density - b.density)
    expect(second.density).toBeGreaterThan(first.density)
    expect(await densityOf(first.density)).toEqual([first])
  })
})

describe('what somebody writes', () => {
  it('is found at once by searches and lists that were read before', async () => {
    const labelOf = async () => {
      const now = await getPublished(test.current, 'synthetic.search')
      const [row] = await featureRows(test.current.pool, now, [17])
      return {
        label: row.label,
        hits: await searchLabels(test.current.pool, now, 'zebra crossing', { limit: 5 }),
      }
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
    const { items, total } = await searchLabels(test.current.pool, now, 'kind C', { limit: 12 })
    expect(total).toBe(rows.length)
    expect(items.map(({ index }) => index)).toEqual(rows.slice(0, 12).map(({ index }) => index))
  })
})
