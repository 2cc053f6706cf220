/** One page of a list: the first features of an order that meet the conditions, from a cursor or a place on. */
import { analysisKey } from '../prepared'
import type { Published } from '../published'
import type { Queryable } from '../transaction'
import type { Cursor } from './cursor'
import { type ListOrder, orderBy, orderValue, valueType } from './list-order'
import type { Parameters } from './parameters'
import { typedValue } from './typed-value'

export interface PageOptions {
  readonly order: ListOrder
  /** Conditions on `feature_stat s`; their values are in `parameters`. */
  readonly where: readonly string[]
  readonly parameters: Parameters
  readonly limit: number
  /** The page starts after this feature, or else after so many matches. */
  readonly cursor: Cursor | null
  readonly skip: number
}

export interface Page {
  readonly indices: readonly number[]
  /** Where the next page starts; null on the last page. */
  readonly next: Cursor | null
}

/** Reads a page. It reads one more row than it needs, which tells if there is a next page. */
export async function readPage(
  db: Queryable,
  { analysis }: Published,
  { order, where, parameters, limit, cursor, skip }: PageOptions,
): Promise<Page> {
  const value = orderValue(order, parameters)
  const select = (also: readonly string[], part: number) =>
    `SELECT s.index, ${value} AS value, ${part} AS part FROM feature_stat s
      WHERE ${[`s.analysis_id = ${analysisKey(analysis.id)}`, ...where, ...also].join(' AND ')}
      ORDER BY ${orderBy(order, value)} LIMIT ${limit + 1}`
  const text = cursor
    ? inParts(order, partsAfter(order, cursor, value, parameters).map(select), limit + 1)
    : `${select([], 0)} OFFSET ${parameters.add(skip)}`
  const { rows } = await db.query<Cursor>(text, parameters.values)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    indices: items.map(({ index }) => index),
    next: rows.length > limit && last ? { value: last.value, index: last.index } : null,
  }
}

/**
 * Returns what comes after a cursor as conditions, one after the other, each of which is one range of the order's index:
 * the rest of the features of equal value, those of the values beyond it, those without a value.
 */
function partsAfter(order: ListOrder, { value: at, index }: Cursor, value: string, parameters: Parameters) {
  const beyond = order.direction === 'asc' ? '>' : '<'
  if (order.sort === 'index') return [[`s.index ${beyond} ${parameters.add(index)}`]]
  if (at === null) return [[`${value} IS NULL`, `s.index > ${parameters.add(index)}`]]
  const typed = parameters.add(typedValue(at, valueType(order)))
  return [
    [`${value} = ${typed}`, `s.index > ${parameters.add(index)}`],
    [`${value} ${beyond} ${typed}`],
    [`${value} IS NULL`],
  ]
}

/** Returns one statement of several, each ordered and cut by itself. */
function inParts({ sort, direction }: ListOrder, parts: readonly string[], limit: number): string {
  if (parts.length === 1) return parts[0]
  const order = sort === 'index' ? 'index' : `part, value ${direction} NULLS LAST, index`
  return `SELECT index, value FROM (${parts.map((part) => `(${part})`).join(' UNION ALL ')}) s
    ORDER BY ${order} LIMIT ${limit}`
}
