import type { BrowseList } from '@/lib/contract/browse-query'
import type { FeatureOrder, FeaturePlace } from '@/lib/domain/feature-order'
import { conditions, resolveFilters } from '../browse/filters'
import { listOrder } from '../browse/list-order'
import { countsAt, neighbours, type OrderedList, standing } from '../browse/neighbours'
import { analysisKey, prepared } from '../prepared'
import type { Published } from '../published'
import type { Queryable } from '../transaction'

/** Number of features on each side of a feature that are read with it. */
const AHEAD = 10

/** Returns the place of a feature in a filtered and ordered list. A feature that is not in the list has neighbours there too. */
export async function placeInList(
  db: Queryable,
  published: Published,
  list: BrowseList,
  index: number,
): Promise<FeaturePlace> {
  const resolved = await resolveFilters(db, published, list)
  const ordered: OrderedList = {
    order: listOrder(list),
    where: (parameters) => conditions(published, resolved, parameters).map(({ sql }) => sql),
  }
  const { isIn, ...at } = await standing(db, published, ordered, index)
  const [around, counts] = await Promise.all([
    placesAround(db, published, ordered, at),
    countsAt(db, published, ordered, at),
  ])
  return { ...around, position: isIn ? counts.before + 1 : null, total: counts.total }
}

/** Returns the place of a feature among all features of the dictionary, densest first or by index. */
export async function featurePlace(
  db: Queryable,
  published: Published,
  index: number,
  order: FeatureOrder,
): Promise<FeaturePlace> {
  const ordered: OrderedList = { order: listOrder({ sort: order, seed: 0 }), where: () => [] }
  if (order === 'index') {
    const around = await placesAround(db, published, ordered, { index, value: index })
    return { ...around, position: index + 1, total: published.dSae }
  }
  const { isIn: _, ...at } = await standing(db, published, ordered, index)
  const [around, position] = await Promise.all([
    placesAround(db, published, ordered, at),
    densityRank(db, published, index),
  ])
  return { ...around, position, total: published.dSae }
}

async function placesAround(
  db: Queryable,
  published: Published,
  ordered: OrderedList,
  at: { readonly index: number; readonly value: number | null },
): Promise<Pick<FeaturePlace, 'previous' | 'next' | 'before' | 'after'>> {
  const [before, after] = await Promise.all(
    (['before', 'after'] as const).map((side) =>
      neighbours(db, published, ordered, { at, side, limit: AHEAD }),
    ),
  )
  return { previous: before[0] ?? null, next: after[0] ?? null, before, after }
}

/** Returns the position of a feature by density, counted in the index of the order alone. */
async function densityRank(db: Queryable, { analysis }: Published, index: number): Promise<number> {
  const key = analysisKey(analysis.id)
  const own = `(SELECT density FROM feature_stat WHERE analysis_id = ${key} AND index = $1)`
  const from = `FROM feature_stat WHERE analysis_id = ${key}`
  const { rows } = await db.query<{ position: number }>(
    prepared(
      `SELECT 1 + (SELECT count(*) ${from} AND density > ${own})
         + (SELECT count(*) ${from} AND density = ${own} AND index < $1) AS position`,
      [index],
    ),
  )
  return rows[0].position
}

/** Number of features that are drawn at a time. */
const DRAWN = 64
/** Number of draws after which all features are searched, because hardly any feature fires. */
const DRAWS = 4

/** Returns a random feature that fires, all with equal chance; null if no feature fires. */
export async function randomFeature(db: Queryable, { analysis, dSae }: Published): Promise<number | null> {
  const firing = `FROM feature_stat WHERE analysis_id = ${analysisKey(analysis.id)} AND count > 0`
  for (let draw = 0; draw < DRAWS; draw++) {
    const drawn = Array.from({ length: DRAWN }, () => Math.floor(Math.random() * dSae))
    const { rows } = await db.query<{ index: number }>(
      prepared(`SELECT index ${firing} AND index = ANY ($1::integer[])`, [drawn]),
    )
    const found = new Set(rows.map(({ index }) => index))
    const first = drawn.find((index) => found.has(index))
    if (first !== undefined) return first
  }
  const { rows } = await db.query<{ index: number }>(`SELECT index ${firing} ORDER BY random() LIMIT 1`)
  return rows[0]?.index ?? null
}
