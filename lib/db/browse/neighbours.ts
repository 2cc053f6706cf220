/** Where a feature stands in a list, and which features come before and after it there. */
import { analysisKey } from '../prepared'
import type { Published } from '../published'
import type { Queryable } from '../transaction'
import type { Cursor } from './cursor'
import { type ListOrder, orderValue, valueType } from './list-order'
import { Parameters } from './parameters'
import { typedValue } from './typed-value'

/** A list: its order, and its conditions on `feature_stat s`, which put their values into the parameters. */
export interface OrderedList {
  readonly order: ListOrder
  readonly where: (parameters: Parameters) => readonly string[]
}

/** Returns the place of a feature in an order, as a cursor, and true if the feature meets the conditions of the list. */
export async function standing(
  db: Queryable,
  { analysis }: Published,
  { order, where }: OrderedList,
  index: number,
): Promise<Cursor & { readonly isIn: boolean }> {
  const parameters = new Parameters()
  const meets = where(parameters).map((condition) => `(${condition})`)
  const { rows } = await db.query<{ value: number | null; isIn: boolean | null }>(
    `SELECT ${orderValue(order, parameters)} AS value, ${['true', ...meets].join(' AND ')} AS "isIn"
       FROM feature_stat s WHERE s.analysis_id = ${analysisKey(analysis.id)} AND s.index = ${parameters.add(index)}`,
    parameters.values,
  )
  return { index, value: rows[0]?.value ?? null, isIn: rows[0]?.isIn === true }
}

/** Returns up to `limit` features of a list that follow a place, or that precede it, the nearest first. */
export async function neighbours(
  db: Queryable,
  { analysis }: Published,
  { order, where }: OrderedList,
  { at, side, limit }: { at: Cursor; side: 'before' | 'after'; limit: number },
): Promise<number[]> {
  const parameters = new Parameters()
  const value = orderValue(order, parameters)
  const conditions = where(parameters)
  const direction = (order.direction === 'asc') === (side === 'after') ? 'asc' : 'desc'
  const nulls = side === 'after' ? 'NULLS LAST' : 'NULLS FIRST'
  const ordered =
    order.sort === 'index'
      ? `s.index ${direction}`
      : `${value} ${direction} ${nulls}, s.index ${side === 'after' ? 'asc' : 'desc'}`
  const parts = ranges(order, at, side, value, parameters).map(
    (
      range,
      part,
    ) => `(SELECT s.index, ${part} AS part, row_number() OVER (ORDER BY ${ordered}) AS nth FROM feature_stat s
      WHERE ${[`s.analysis_id = ${analysisKey(analysis.id)}`, ...conditions, ...range].join(' AND ')}
      ORDER BY ${ordered} LIMIT ${limit})`,
  )
  const { rows } = await db.query<{ index: number }>(
    `SELECT index FROM (${parts.join(' UNION ALL ')}) s ORDER BY part, nth LIMIT ${limit}`,
    parameters.values,
  )
  return rows.map(({ index }) => index)
}

/** Returns how many features a list has, and how many of them precede a place. */
export async function countsAt(
  db: Queryable,
  { analysis }: Published,
  { order, where }: OrderedList,
  at: Cursor,
): Promise<{ total: number; before: number }> {
  const parameters = new Parameters()
  const value = orderValue(order, parameters)
  const conditions = where(parameters)
  const before = ranges(order, at, 'before', value, parameters).map((range) => `(${range.join(' AND ')})`)
  const { rows } = await db.query<{ total: number; before: number }>(
    `SELECT count(*) AS total, count(*) FILTER (WHERE ${before.join(' OR ')}) AS before
       FROM feature_stat s WHERE ${[`s.analysis_id = ${analysisKey(analysis.id)}`, ...conditions].join(' AND ')}`,
    parameters.values,
  )
  return rows[0]
}

/**
 * Returns what lies on one side of a place as conditions, nearest first, each of which is one range of the order's index: the
 * features of equal value, those of the values beyond, and those without a value, which are last in every order.
 */
function ranges(
  order: ListOrder,
  { value: at, index }: Cursor,
  side: 'before' | 'after',
  value: string,
  parameters: Parameters,
): string[][] {
  const isAfter = side === 'after'
  const beyond = (order.direction === 'asc') === isAfter ? '>' : '<'
  const own = parameters.add(index)
  if (order.sort === 'index') return [[`s.index ${beyond} ${own}`]]
  const equal = `s.index ${isAfter ? '>' : '<'} ${own}`
  if (at === null) return [[`${value} IS NULL`, equal], ...(isAfter ? [] : [[`${value} IS NOT NULL`]])]
  const typed = parameters.add(typedValue(at, valueType(order)))
  return [
    [`${value} = ${typed}`, equal],
    [`${value} ${beyond} ${typed}`],
    ...(isAfter ? [[`${value} IS NULL`]] : []),
  ]
}
