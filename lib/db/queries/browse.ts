import type { FeaturesQuery } from '@/lib/contract/browse-query'
import type { FeatureCounts } from '@/lib/contract/feature-counts'
import type { FeatureRow } from '@/lib/contract/schemas'
import { featureCounts } from '../browse/counts'
import { readCursor, writeCursor } from '../browse/cursor'
import { conditions, type ResolvedFilters, resolveFilters } from '../browse/filters'
import { listOrder, valueType } from '../browse/list-order'
import { readPage } from '../browse/page'
import { Parameters } from '../browse/parameters'
import type { Published } from '../published'
import type { Pool, Queryable } from '../transaction'
import { featureRows } from './feature-rows'

export interface FeaturePage {
  readonly items: FeatureRow[]
  readonly nextCursor: string | null
}

/** Returns one page of features. Throws `invalid_input` for a cursor that is not of the order asked for. */
export async function listFeatures(
  db: Queryable,
  published: Published,
  query: FeaturesQuery,
): Promise<FeaturePage> {
  return pageOf(db, published, query, await resolveFilters(db, published, query))
}

/** Returns a page of features, how many features match and how many each choice of the filters would leave. */
export async function browseFeatures(
  pool: Pool,
  published: Published,
  query: FeaturesQuery,
): Promise<{ page: FeaturePage; counts: FeatureCounts }> {
  const resolved = await resolveFilters(pool, published, query)
  const [page, counts] = await Promise.all([
    pageOf(pool, published, query, resolved),
    featureCounts(pool, published, resolved),
  ])
  return { page, counts }
}

/** Returns how many features match and how many each choice of the filters would leave. */
export async function countFeatures(
  pool: Pool,
  published: Published,
  query: FeaturesQuery,
): Promise<FeatureCounts> {
  return featureCounts(pool, published, await resolveFilters(pool, published, query))
}

async function pageOf(
  db: Queryable,
  published: Published,
  query: FeaturesQuery,
  resolved: ResolvedFilters,
): Promise<FeaturePage> {
  const order = listOrder(query)
  const parameters = new Parameters()
  const { indices, next } = await readPage(db, published, {
    order,
    where: conditions(published, resolved, parameters).map(({ sql }) => sql),
    parameters,
    limit: query.limit,
    cursor: query.cursor === undefined ? null : readCursor(query.cursor, valueType(order)),
    skip: query.from ?? 0,
  })
  const items = await featureRows(db, published, indices, query.examples)
  return { items, nextCursor: next && writeCursor(next) }
}
