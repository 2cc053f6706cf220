import { beforeAll, describe, expect, it } from 'vitest'
import { fillSynthetic } from '@/bench/synthetic'
import {
  type BrowseFilters,
  FEATURE_SORTS,
  type FeatureSort,
  FeaturesQuerySchema,
} from '@/lib/contract/browse-query'
import { addAnnotation } from '@/lib/db/annotations'
import { writeCursor } from '@/lib/db/browse/cursor'
import { replaceComputedLabels } from '@/lib/db/computed/labels'
import { addLabel } from '@/lib/db/labels'
import { addTag, setStar } from '@/lib/db/marks/feature-marks'
import { getPublished, type Published } from '@/lib/db/published'
import { countFeatures, listFeatures } from '@/lib/db/queries/browse'
import { transaction } from '@/lib/db/transaction'
import { provideDatabase, withDatabase } from '../support/database'
import { countsOf, failedGroups, inOrder, type ListedFeature, readListed } from '../support/list-reference'

const FEATURES = 260
const test = withDatabase()
provideDatabase(test)

let published: Published
let features: ListedFeature[]

beforeAll(async () => {
  const { pool } = test.current
  await fillSynthetic(test.current, { features: FEATURES, examples: 1, slug: 'lists', preview: false })
  published = await getPublished(test.current, 'synthetic.lists')
  const of = { dictionaryId: published.id, analysisId: published.analysis.id, from: 0, to: FEATURES }
  const labels = Array.from({ length: FEATURES / 5 }, (_, at) => ({
    ...{ index: at * 5, text: `Ein Ärgernis, 50 % of #${at} \\ a_b`, hypothesis: null },
    ...{ score: at % 3 === 0 ? null : 0.8, scoreKind: null, evidence: null },
  }))
  await transaction(pool, (client) =>
    replaceComputedLabels(client, { ...of, authorKind: 'llm', author: 'a model' }, labels),
  )
  const random = draws(7)
  for (let index = 0; index < FEATURES; index++) {
    const on = { dictionaryId: published.id, index }
    for (const person of ['Ada', 'Bob'])
      if (random() < 0.3) await setStar(test.current, { ...on, person, starred: true })
    for (const tag of ['quotes', 'odd', `rare ${index % 40}`])
      if (random() < 0.15) await addTag(test.current, { ...on, person: random() < 0.5 ? 'Ada' : 'Bob', tag })
    if (random() < 0.1) await addLabel(test.current, { ...on, text: `Quoted “${index}”`, author: 'Ada' })
    if (random() < 0.1)
      await addAnnotation(test.current, {
        ...{ ...on, annotator: 'Bob', interpretation: 'a reading', confidence: 1 },
        ...{ activationConsistency: 1, logitConsistency: 1, separation: null, specificity: 1 },
      })
  }
  // analyses of an older version have no tags, and figures that many features share
  await pool.query(
    `UPDATE feature_stat SET tags = CASE WHEN index % 7 > 0 THEN tags END,
            encoder_bias = CASE WHEN index % 3 > 0 THEN index % 4 END, density = greatest(0.001, round(density::numeric, 3))::float8
      WHERE analysis_id = $1 AND count > 0`,
    [published.analysis.id],
  )
  await pool.query(
    `UPDATE feature_stat SET count = 0, density = 0, max_activation = 0, mean_activation = NULL,
            single_token_share = NULL, loss_effect = NULL
      WHERE analysis_id = $1 AND index % 23 = 4`,
    [published.analysis.id],
  )
  features = await readListed(pool, published)
}, 120_000)

/** Numbers in [0, 1) by a seed. */
function draws(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

const CHOICES: { readonly [Name in keyof BrowseFilters]-?: readonly BrowseFilters[Name][] } = {
  q: [
    'kind c',
    'KIND',
    '#17',
    '17',
    '50 %',
    'ärger',
    'a_b',
    '\\',
    'karen',
    '·karen',
    'nothing has this',
    '\0',
  ],
  minDensity: [0, 0.001, 0.01],
  maxDensity: [0, 0.002, 0.05, 1],
  minMaximum: [0, 2.5, 9, 29.9, 1e300],
  maxMaximum: [0, 3, 9],
  same: ['all', 'mixed'],
  minSame: [0, 0.5, 0.95, 1],
  label: ['any', 'none', 'person', 'rules', 'llm'],
  minScore: [-1, 0.6, 0.8, 1],
  firesOn: ['karen', '·karen', 'no such token', ''],
  raises: ['karen', 'no such token'],
  tags: ['dense', 'single-token', 'single-token,ultralow'],
  annotated: ['yes', 'no'],
  starred: ['yes', 'no'],
  starredBy: ['Ada', 'Cy', ''],
  personTags: ['quotes', 'odd,#quotes', 'rare 1', 'unknown', 'a\0b'],
  active: ['active', 'dead'],
}

/** Filters drawn by chance: mostly few, so that something is left. */
function drawFilters(random: () => number): BrowseFilters {
  const names = Object.keys(CHOICES) as (keyof BrowseFilters)[]
  const count = Math.floor(random() ** 2 * 5)
  const chosen = Array.from({ length: count }, () => names[Math.floor(random() * names.length)])
  return Object.fromEntries(
    chosen.map((name) => [name, CHOICES[name][Math.floor(random() * CHOICES[name].length)]]),
  )
}

async function walk(query: Record<string, unknown>): Promise<number[]> {
  const seen: number[] = []
  let cursor: string | undefined
  do {
    const page = await listFeatures(
      test.current.pool,
      published,
      FeaturesQuerySchema.parse({ ...query, cursor }),
    )
    seen.push(...page.items.map(({ index }) => index))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return seen
}

const left = async (filters: BrowseFilters) => {
  const failed = await failedGroups(test.current.pool, published, features, filters)
  return { failed, features: features.filter((feature) => failed.get(feature)?.length === 0) }
}

describe('a list in SQL is the one worked out in JavaScript', () => {
  it('has features of every kind that filters tell apart', () => {
    for (const is of [
      ({ count }: ListedFeature) => count === 0,
      ({ tags }: ListedFeature) => tags === null,
      ({ starredBy }: ListedFeature) => starredBy.length === 2,
      ({ personTags }: ListedFeature) => personTags.length > 1,
      ({ label }: ListedFeature) => label?.kind === 'llm',
      ({ label }: ListedFeature) => label?.kind === 'person',
      ({ annotated }: ListedFeature) => annotated,
    ])
      expect(features.filter(is).length).toBeGreaterThan(0)
  })

  it.each(FEATURE_SORTS.filter((sort): sort is Exclude<FeatureSort, 'random'> => sort !== 'random'))(
    'ordered by %s, walked to the end and begun anywhere',
    async (sort) => {
      const random = draws(3)
      for (const order of ['asc', 'desc'] as const)
        for (const filters of [{}, drawFilters(random), drawFilters(random)]) {
          const expected = inOrder((await left(filters)).features, sort, order).map(({ index }) => index)
          expect(await walk({ ...filters, sort, order, limit: 17 })).toEqual(expected)
          const from = Math.floor(random() * expected.length)
          const query = FeaturesQuerySchema.parse({ ...filters, sort, order, from, limit: 9 })
          const { items } = await listFeatures(test.current.pool, published, query)
          expect(items.map(({ index }) => index)).toEqual(expected.slice(from, from + 9))
        }
    },
  )

  it('filtered by every choice alone', async () => {
    for (const [name, choices] of Object.entries(CHOICES))
      for (const value of choices) {
        const filters = { [name]: value } as BrowseFilters
        const expected = (await left(filters)).features.map(({ index }) => index)
        expect([name, value, await walk({ ...filters, sort: 'index', limit: 200 })]).toEqual([
          name,
          value,
          expected,
        ])
      }
  })

  it('filtered by chance, with the counts of every choice', async () => {
    const random = draws(11)
    for (let turn = 0; turn < 120; turn++) {
      const filters = drawFilters(random)
      const { failed, features: expected } = await left(filters)
      const sort = FEATURE_SORTS[turn % FEATURE_SORTS.length]
      const walked = await walk({ ...filters, sort, seed: turn, limit: 41 })
      expect(walked.toSorted((a, b) => a - b)).toEqual(expected.map(({ index }) => index))
      const counts = await countFeatures(test.current.pool, published, FeaturesQuerySchema.parse(filters))
      expect({ filters, counts }).toEqual({ filters, counts: countsOf(failed, filters) })
    }
  })
})

describe('a shuffle', () => {
  it('has every feature once, those that fire first, and the same again by its seed', async () => {
    const shuffle = (seed: number) => walk({ sort: 'random', seed, limit: 31 })
    const once = await shuffle(5)
    expect(once.toSorted((a, b) => a - b)).toEqual(features.map(({ index }) => index))
    const firing = features.filter(({ count }) => count > 0).length
    expect(once.slice(0, firing).every((index) => features[index].count > 0)).toBe(true)
    expect(await shuffle(5)).toEqual(once)
    expect(await shuffle(6)).not.toEqual(once)
  })
})

describe('a cursor', () => {
  it.each([
    ['max', [1e300, 1]],
    ['max', [1, -1]],
    ['max', [1, 4_000_000_000]],
    ['max', ['1', 1]],
    ['tokens', [1.5, 1]],
    ['tokens', [3_000_000_000, 1]],
    ['random', [2 ** 60, 1]],
    ['density', [1]],
  ])('of another making is refused: %s %j', async (sort, content) => {
    const cursor = Buffer.from(JSON.stringify(content)).toString('base64url')
    const query = FeaturesQuerySchema.parse({ sort, cursor })
    await expect(listFeatures(test.current.pool, published, query)).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })

  it('continues after a feature that no longer exists', async () => {
    const [first, second] = inOrder(features, 'max', 'desc').flatMap(({ stat }) => stat.max_activation ?? [])
    const query = { sort: 'max', cursor: writeCursor({ value: (first + second) / 2, index: 0 }), limit: 5 }
    const { items } = await listFeatures(test.current.pool, published, FeaturesQuerySchema.parse(query))
    expect(items[0].maxActivation).toBe(second)
  })
})
