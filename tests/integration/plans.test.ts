import { beforeAll, describe, expect, it } from 'vitest'
import { fillSynthetic } from '@/bench/synthetic'
import {
  BrowseListSchema,
  FEATURE_SORTS,
  FeaturesQuerySchema,
  type FilterName,
} from '@/lib/contract/browse-query'
import { getPublished, type Published } from '@/lib/db/published'
import { countFeatures, listFeatures } from '@/lib/db/queries/browse'
import { listDictionaries } from '@/lib/db/queries/dictionaries'
import { readExamples } from '@/lib/db/queries/examples'
import { readFeature } from '@/lib/db/queries/feature'
import { featurePlace, placeInList, randomFeature } from '@/lib/db/queries/feature-order'
import { kindsPresent } from '@/lib/db/queries/kinds'
import { readAnnotations, readLabels } from '@/lib/db/queries/meaning'
import { searchFiresOn, searchMoves } from '@/lib/db/queries/search'
import { searchLabels } from '@/lib/db/queries/search-labels'
import { resolveTokens } from '@/lib/db/queries/search-tokens'
import { starterFeatures } from '@/lib/db/queries/starters'
import { provideDatabase, withDatabase } from '../support/database'
import { readsOf, statementsOf } from '../support/plans'

/** Enough that the planner would not read a whole table for want of a better way. */
const FEATURES = 16_384
/** Rows of one table that a statement may look at, however many features there are. */
const MOST_ROWS = 1000
/** Tables, and partitions of them, that have more rows the more features there are. */
const GROWING = /^(feature|feature_stat|feature_detail|example|sequence|label|annotation)(_\d+)?$/

const test = withDatabase()
provideDatabase(test)

let dictionary: Published

beforeAll(async () => {
  await fillSynthetic(test.current, { features: FEATURES, examples: 3, slug: 'plans' })
  await test.current.pool.query('VACUUM (ANALYZE)')
  dictionary = await getPublished(test.current, 'synthetic.plans')
  // Some things are read once a process.
  await read({})
}, 600_000)

function read(query: Record<string, unknown>) {
  return listFeatures(test.current.pool, dictionary, FeaturesQuerySchema.parse(query))
}

/**
 * Runs what a page or the API does and looks at how each of its statements reads the tables that grow: by an index, few
 * rows of it. One that has to count or to sort what filters leave may read the statistics of all features, once.
 */
async function expectFewRows(
  action: () => Promise<unknown>,
  { statistics = false }: { statistics?: boolean } = {},
): Promise<void> {
  const statements = await statementsOf(test.current.pool, action)
  const problems: string[] = []
  for (const statement of statements)
    for (const { table, by, rows } of await readsOf(test.current.pool, statement)) {
      if (!GROWING.test(table)) continue
      const isWhole = statistics && (table.startsWith('feature_stat') || by === 'Bitmap Heap Scan')
      // the place of a feature in an order is counted in a narrow index alone
      const isPlace = by === 'Index Only Scan' && statement.text.includes('AS position')
      // shares are ordered by the sums of all features that fire on a token
      const isShare = by === 'Index Scan' && statement.text.includes('activation_sum AS sum')
      if ((by === 'Seq Scan' && !isWhole) || rows > (isWhole || isPlace || isShare ? FEATURES : MOST_ROWS))
        problems.push(`${by} of ${table} looks at ${rows} rows: ${statement.text.replace(/\s+/g, ' ')}`)
    }
  expect(problems).toEqual([])
}

describe('plans of lists', () => {
  it.each(FEATURE_SORTS)('order by %s: first and later pages', async (sort) => {
    for (const order of ['asc', 'desc'] as const) {
      const first = await read({ sort, order, limit: 200 })
      // a shuffle by any seed cannot have an index
      const options = { statistics: sort === 'random' }
      await expectFewRows(() => read({ sort, order }), options)
      await expectFewRows(() => read({ sort, order, cursor: first.nextCursor, examples: 3 }), options)
    }
  })

  it('a block in the middle goes along the index', () =>
    expectFewRows(() => read({ sort: 'max', from: 700, limit: 50 })))

  const FILTERS: Record<FilterName, readonly unknown[]> = {
    q: ['kind c', '#17', 'synthetic feature 16000', 'no such label', 'karen'],
    minDensity: [0.001, 0.9],
    maxDensity: [0.001, 0],
    minMaximum: [5, 29.9],
    maxMaximum: [5, 2],
    same: ['all', 'mixed'],
    minSame: [0.5, 1],
    label: ['person', 'rules', 'llm', 'none'],
    minScore: [0.6, 0.9999],
    firesOn: ['karen', 'no such token'],
    raises: ['karen', 'no such token'],
    tags: ['dense', 'single-token,ultralow'],
    annotated: ['yes', 'no'],
    starred: ['yes', 'no'],
    starredBy: ['Ada'],
    personTags: ['quotes', 'quotes,paths'],
    active: ['active', 'dead'],
  }
  it.each(Object.entries(FILTERS))('filter by %s, in every order', async (name, values) => {
    for (const value of values)
      for (const sort of FEATURE_SORTS)
        await expectFewRows(() => read({ [name]: value, sort, limit: 20 }), { statistics: true })
  })

  it.each([
    { q: '#17' },
    { q: 'synthetic feature 16000' },
    { q: 'no such label' },
    { q: 'no such label', minDensity: 0.001 },
    { minDensity: 0.9 },
    { minMaximum: 29.99 },
    { firesOn: 'karen' },
    { raises: 'karen', label: 'rules' },
    { label: 'person', sort: 'max' },
    { personTags: 'quotes' },
    { starredBy: 'Ada' },
  ])('%j finds few features by an index', (query) =>
    expectFewRows(() => read({ sort: 'cosine', limit: 20, ...query })),
  )

  it('counts of a list', async () => {
    for (const query of [{}, { minDensity: 0.001 }, { q: 'kind c', minScore: 0.7 }, { firesOn: 'karen' }])
      await expectFewRows(
        () => countFeatures(test.current.pool, dictionary, FeaturesQuerySchema.parse(query)),
        { statistics: true },
      )
  })
})

describe('plans of a feature', () => {
  it('all that its page and the API show', async () => {
    await expectFewRows(async () => {
      const again = await getPublished(test.current, dictionary.slug)
      await readFeature(test.current.pool, again, 155)
      for (const order of ['density', 'index'] as const)
        await featurePlace(test.current.pool, again, 155, order)
      await readLabels(test.current, again.id, 155)
      await readAnnotations(test.current, again.id, 155)
      await readExamples(again, 155, 'top')
      await readExamples(again, 155)
    })
  })

  it('its place in a list', async () => {
    const list = BrowseListSchema.parse({ sort: 'max', q: 'kind c', minScore: 0.7 })
    await expectFewRows(() => placeInList(test.current.pool, dictionary, list, 155), { statistics: true })
  })

  it('a random one', () => expectFewRows(() => randomFeature(test.current.pool, dictionary)))
})

describe('plans of search and home', () => {
  it('tokens', () =>
    expectFewRows(async () => {
      const { tokens } = await resolveTokens(test.current.pool, dictionary, 'ka')
      const ids = tokens.slice(0, 1).map(({ id }) => id)
      for (const sort of ['activation', 'share', 'max'] as const)
        await searchFiresOn(test.current.pool, dictionary, ids, {
          sort,
          occurrences: null,
          limit: 20,
        })
      for (const by of ['promotes', 'suppresses'] as const)
        await searchMoves(test.current.pool, dictionary, ids, by, { limit: 20 })
    }))

  // a word that many labels have is counted in all of them
  it.each(['feature 123', 'no such words', 'sinthetik 123'])('labels: %s', (q) =>
    expectFewRows(() => searchLabels(test.current.pool, dictionary, q, { limit: 20 })),
  )

  it('home', async () => {
    const published = await getPublished(test.current, dictionary.slug)
    // read once a process, because they never change
    await kindsPresent(test.current.pool, published)
    await expectFewRows(async () => {
      await listDictionaries(test.current)
      await starterFeatures(test.current.pool, published)
    })
  })
})
