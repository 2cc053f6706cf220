import { beforeAll, describe, expect, it } from 'vitest'
import { fillSynthetic } from '@/bench/synthetic'
import {
  BrowseListSchema,
  FEATURE_SORTS,
  FeaturesQuerySchema,
  listParam,
  parseListParam,
} from '@/lib/contract/browse-query'
import { getPublished, type Published } from '@/lib/db/published'
import { listFeatures } from '@/lib/db/queries/browse'
import { featurePlace, placeInList } from '@/lib/db/queries/feature-order'
import { withDatabase } from '../support/database'

const FEATURES = 160
const test = withDatabase()
let dictionary: Published

beforeAll(async () => {
  await fillSynthetic(test.current, { features: FEATURES, examples: 1, slug: 'place', preview: false })
  dictionary = await getPublished(test.current, 'synthetic.place')
})

/** The whole list, as Browse shows it. */
async function whole(query: Record<string, unknown>): Promise<number[]> {
  const { items } = await listFeatures(
    test.current.pool,
    dictionary,
    FeaturesQuerySchema.parse({ ...query, limit: 200 }),
  )
  return items.map(({ index }) => index)
}

/** The place as the whole list has it. */
function reference(list: readonly number[], index: number) {
  const at = list.indexOf(index)
  const before = list.slice(Math.max(0, at - 10), at).reverse()
  const after = list.slice(at + 1, at + 11)
  return {
    ...{ before, after, previous: before[0] ?? null, next: after[0] ?? null },
    ...{ position: at + 1, total: list.length },
  }
}

const FILTERS = [
  {},
  { label: 'rules' },
  { maxDensity: 0.01, q: 'kind' },
  { active: 'dead' },
  { minScore: 0.6 },
]

describe('the place of a feature in a list', () => {
  it.each(FEATURE_SORTS.flatMap((sort) => (['asc', 'desc'] as const).map((order) => [sort, order] as const)))(
    'by %s, %s, is that of the whole list',
    async (sort, order) => {
      for (const filters of FILTERS) {
        const query = { ...filters, sort, order, seed: 7 }
        const list = await whole(query)
        const parsed = BrowseListSchema.parse(query)
        for (const index of [
          ...list.slice(0, 3),
          ...list.slice(-3),
          ...list.filter((_, at) => at % 31 === 5),
        ])
          expect(
            await placeInList(test.current.pool, dictionary, parsed, index),
            `${index} in ${JSON.stringify(query)}`,
          ).toEqual(reference(list, index))
      }
    },
  )

  it('is the same among all features by density and by number', async () => {
    for (const order of ['density', 'index'] as const) {
      const list = await whole({ sort: order })
      for (const index of [list[0], list[80], list[FEATURES - 1]])
        expect(await featurePlace(test.current.pool, dictionary, index, order)).toEqual(
          reference(list, index),
        )
    }
  })

  it('is none for a feature that the list does not have, which has neighbours nevertheless', async () => {
    const list = { label: 'person', sort: 'index' } as const
    const all = await whole(list)
    const [first, second] = all
    const place = await placeInList(test.current.pool, dictionary, BrowseListSchema.parse(list), first + 1)
    expect(place).toMatchObject({ position: null, previous: first, next: second, total: all.length })
  })

  it('travels in one parameter of the address', () => {
    const list = BrowseListSchema.parse({ sort: 'max', order: 'asc', q: 'a & b' })
    expect(parseListParam(listParam(list))).toEqual(list)
  })
})
