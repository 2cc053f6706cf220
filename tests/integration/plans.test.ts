import { beforeAll, describe, expect, it } from 'vitest'
import { fillSynthetic } from '@/bench/synthetic'
import { FEATURE_SORTS, FeaturesQuerySchema, type FilterName } from '@/lib/contract/browse-query'
import { featureColumns } from '@/lib/db/columns/load'
import { processWide } from '@/lib/db/process-wide'
import { getPublished, type Published } from '@/lib/db/published'
import { countFeatures, listFeatures } from '@/lib/db/queries/browse'
import { listDictionaries } from '@/lib/db/queries/dictionaries'
import { readExamples } from '@/lib/db/queries/examples'
import { readFeature } from '@/lib/db/queries/feature'
import { featurePlace, randomFeature } from '@/lib/db/queries/feature-order'
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
const GROWING = /^(feature|feature_stat|feature_detail|list_block|example|label|annotation)(_\d+)?$/
/** One row for 64 features: with so few the planner rightly looks at all of them to find those with a key. */
const SMALL = 'list_block'

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
  return listFeatures(dictionary, FeaturesQuerySchema.parse(query))
}

/** Runs what a page or the API does and looks at how each of its statements reads the tables that grow. */
async function expectFewRows(action: () => Promise<unknown>): Promise<void> {
  // rows and answers kept from before would ask the database nothing
  const { derived, computed } = await featureColumns(dictionary)
  for (const known of [derived, computed])
    for (const name of known.keys()) if (/^(examples|starters) /.test(name)) known.delete(name)
  const blocks = processWide('list blocks', () => ({ blocks: new Map(), bytes: 0 }))
  blocks.blocks.clear()
  blocks.bytes = 0
  const statements = await statementsOf(test.current.pool, action)
  const problems: string[] = []
  for (const statement of statements)
    for (const { table, by, rows } of await readsOf(test.current.pool, statement)) {
      if (!GROWING.test(table)) continue
      if ((by === 'Seq Scan' && table !== SMALL) || rows > MOST_ROWS)
        problems.push(`${by} of ${table} looks at ${rows} rows: ${statement.text.replace(/\s+/g, ' ')}`)
    }
  expect(problems).toEqual([])
}

describe('plans of lists', () => {
  it.each(FEATURE_SORTS)('order by %s: first and later pages', async (sort) => {
    for (const order of ['asc', 'desc'] as const) {
      const first = await read({ sort, order, limit: 200 })
      await expectFewRows(() => read({ sort, order }))
      await expectFewRows(() => read({ sort, order, cursor: first.nextCursor, examples: 3 }))
    }
  })

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
      for (const sort of FEATURE_SORTS) await expectFewRows(() => read({ [name]: value, sort, limit: 20 }))
  })

  it('filters that hardly anything passes together', async () => {
    const query = { minDensity: 0.05, minScore: 0.99, label: 'rules', active: 'active', q: 'kind a' }
    for (const sort of FEATURE_SORTS) await expectFewRows(() => read({ ...query, sort }))
  })

  it('counts of a list', async () => {
    const source = dictionary
    for (const query of [{}, { minDensity: 0.001 }, { q: 'kind c', minScore: 0.7 }, { q: 'no such label' }])
      await expectFewRows(() => countFeatures(source, FeaturesQuerySchema.parse(query)))
  })
})

describe('plans of a feature', () => {
  it('all that its page and the API show', async () => {
    await expectFewRows(async () => {
      const again = await getPublished(test.current, dictionary.slug)
      await readFeature(again, 155)
      for (const order of ['density', 'index'] as const) await featurePlace(again, 155, order)
      await readLabels(test.current, again.id, 155)
      await readAnnotations(test.current, again.id, 155)
      await readExamples(again, 155, 'top')
      await readExamples(again, 155)
    })
  })

  it('a random one', () => expectFewRows(() => randomFeature(dictionary)))
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

  it('home', () =>
    expectFewRows(async () => {
      await listDictionaries(test.current)
      await starterFeatures(await getPublished(test.current, dictionary.slug))
    }))
})
