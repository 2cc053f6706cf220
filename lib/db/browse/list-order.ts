/**
 * Orders of a list. Each has two parts, so that dead features and unknown values come last in both directions: first the
 * features that fire and have the statistic, by it, equal ones by number; then the rest by number.
 */
import { type BrowseList, defaultOrder, type FeatureSort } from '@/lib/contract/browse-query'
import { STATISTICS, type Statistic, statisticOfSort } from '@/lib/domain/statistics'
import { orderExpression } from './order-expression'
import type { Parameters } from './parameters'

export interface ListOrder {
  readonly sort: FeatureSort
  readonly direction: 'asc' | 'desc'
  /** Seed of the random order. */
  readonly seed: number
}

/** Returns the order that a query asks for. A shuffle has one direction. */
export function listOrder({ sort, order = defaultOrder(sort), seed }: BrowseList): ListOrder {
  return { sort, direction: sort === 'random' ? 'asc' : order, seed }
}

/** Random numbers of features are below this: integers that JavaScript and JSON hold exactly. */
const SHUFFLE_MASK = 2 ** 53 - 1

/**
 * Returns the SQL of the value that features of `feature_stat s` are ordered by; NULL in the second part. The hash of
 * the random order is the one of hash partitions, which Postgres keeps from version to version.
 */
export function orderValue({ sort, seed }: ListOrder, parameters: Parameters): string {
  if (sort === 'index') return 's.index'
  if (sort !== 'random') return orderExpression(statisticOfSort(sort), 's')
  const number = `hashint4extended(s.index, ${parameters.add(seed)}::bigint) & ${SHUFFLE_MASK}`
  return `(CASE WHEN s.count > 0 THEN ${number} END)`
}

/** Returns the SQL of the whole order, by a value of features. */
export function orderBy({ sort, direction }: ListOrder, value: string): string {
  return sort === 'index' ? `s.index ${direction}` : `${value} ${direction} NULLS LAST, s.index`
}

/** Returns the SQL type of the values that a list is ordered by. */
export function valueType({ sort }: ListOrder): Statistic['type'] {
  if (sort === 'index') return 'integer'
  return sort === 'random' ? 'bigint' : STATISTICS[statisticOfSort(sort)].type
}
