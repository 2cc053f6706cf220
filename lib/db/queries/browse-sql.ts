/**
 * The SQL of feature lists: filters to conditions, orders to keyset pages. Every value is a parameter. A list
 * has two parts, so that dead features and unknown values come last in both directions: first the features
 * that fire and have the statistic, by it; then the rest by number. Only the order by number is one part.
 */
import type { BrowseFilters, FeatureSort, FilterName } from '@/lib/api/browse-query'

/** Collects parameters of one statement. */
export class Params {
  readonly values: unknown[] = []
  add(value: unknown): string {
    this.values.push(value)
    return `$${this.values.length}`
  }
}

/** Filters with their token texts already looked up. */
export interface ResolvedFilters extends Omit<BrowseFilters, 'q' | 'raises'> {
  readonly q?: { readonly text: string; readonly index: number | null; readonly tokenIds: readonly number[] }
  readonly raises?: readonly number[]
}

/** A standing label of a person is always the one shown; names cannot be told from authors' kinds. */
export const BY_PERSON = `EXISTS (
  SELECT 1 FROM label l JOIN analysis n ON n.dictionary_id = l.dictionary_id
   WHERE n.id = f.analysis_id AND l.index = f.index AND l.author_kind = 'person' AND l.retired_at IS NULL)`

/** One condition a filter in force, on `feature_stat f`. */
export function conditions(filters: ResolvedFilters, params: Params): Map<FilterName, string> {
  const found = new Map<FilterName, string>()
  const { q, minDensity, maxDensity, minMaximum, same, label, minScore, raises, active } = filters
  if (q) found.set('q', textCondition(q, params))
  if (minDensity !== undefined) found.set('minDensity', `f.density >= ${params.add(minDensity)}::float8`)
  if (maxDensity !== undefined) found.set('maxDensity', `f.density <= ${params.add(maxDensity)}::float8`)
  if (minMaximum !== undefined) found.set('minMaximum', `f.max_activation >= ${params.add(minMaximum)}::real`)
  if (same === 'all') found.set('same', 'f.single_token_share >= 1')
  if (same === 'mixed') found.set('same', 'f.single_token_share < 1')
  if (label === 'none') found.set('label', 'f.label IS NULL')
  if (label === 'person') found.set('label', `(f.label IS NOT NULL AND ${BY_PERSON})`)
  if (label === 'rules') found.set('label', `(f.label IS NOT NULL AND NOT ${BY_PERSON})`)
  if (minScore !== undefined) found.set('minScore', `f.label_score >= ${params.add(minScore)}::real`)
  if (raises)
    found.set(
      'raises',
      `EXISTS (SELECT 1 FROM feature_detail t WHERE t.analysis_id = f.analysis_id AND t.index = f.index
                AND t.promoted_ids && ${params.add(raises)}::integer[])`,
    )
  if (active === 'active') found.set('active', 'f.count > 0')
  if (active === 'dead') found.set('active', 'f.count = 0')
  return found
}

function textCondition(q: NonNullable<ResolvedFilters['q']>, params: Params): string {
  if (/^#\d+$/.test(q.text)) return `f.index = ${params.add(q.index)}::integer`
  const ways = [`f.label ILIKE ${params.add(`%${escapeLike(q.text)}%`)}`]
  if (q.index !== null) ways.push(`f.index = ${params.add(q.index)}::integer`)
  if (q.tokenIds.length > 0) ways.push(`f.top_tokens && ${params.add(q.tokenIds)}::integer[]`)
  return `(${ways.join(' OR ')})`
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')

interface SortColumn {
  readonly sql: string
  /** Exact type of the column, so that a value that went through JSON compares equal. */
  readonly type: 'integer' | 'real' | 'float8' | 'bigint'
  readonly nullable: boolean
}

const COLUMNS: Record<Exclude<FeatureSort, 'index' | 'random'>, SortColumn> = {
  density: { sql: 'f.density', type: 'float8', nullable: false },
  max: { sql: 'f.max_activation', type: 'real', nullable: false },
  mean: { sql: 'f.mean_activation', type: 'real', nullable: true },
  same: { sql: 'f.single_token_share', type: 'real', nullable: true },
  tokens: { sql: 'f.distinct_tokens', type: 'integer', nullable: false },
  loss: { sql: 'f.loss_effect', type: 'real', nullable: true },
  score: { sql: 'f.label_score', type: 'real', nullable: true },
  bias: { sql: 'f.encoder_bias', type: 'real', nullable: true },
  encoderNorm: { sql: 'f.encoder_norm', type: 'real', nullable: false },
  cosine: { sql: 'f.encoder_decoder_cosine', type: 'real', nullable: false },
}

/** Where a page starts: after this row, in the first part (with its value) or in the rest (null). */
export interface Cursor {
  readonly value: string | number | null
  readonly index: number
}

export interface Part {
  readonly where: string
  readonly orderBy: string
  /** The statistic as text, for the next cursor; null in the rest. */
  readonly value: string
}

export interface Order {
  readonly sort: FeatureSort
  readonly order: 'asc' | 'desc'
  readonly seed: number
}

/** Makes a part; only then are its parameters added, since Postgres refuses those that no text mentions. */
export type PartMaker = (params: Params) => Part

/** The parts of a list that a page from `cursor` on still needs, in order. */
export function parts({ sort, order, seed }: Order, cursor: Cursor | null): PartMaker[] {
  if (sort === 'index') return [(params) => byIndex(order, cursor, params)]
  const columnOf = (params: Params): SortColumn =>
    sort === 'random'
      ? {
          sql: `hashint8extended(f.index, ${params.add(seed)}::bigint)`,
          type: 'bigint',
          nullable: false,
        }
      : COLUMNS[sort]
  const rest: PartMaker = (params) => {
    const isInRest = cursor !== null && cursor.value === null
    const where = `NOT (${aliveBy(sort === 'random' ? null : COLUMNS[sort])})`
    return {
      where: isInRest ? `${where} AND f.index > ${params.add(cursor.index)}::integer` : where,
      orderBy: 'f.index',
      value: 'NULL::text',
    }
  }
  if (cursor && cursor.value === null) return [rest]
  const first: PartMaker = (params) => {
    const column = columnOf(params)
    const alive = aliveBy(column)
    return {
      where: cursor ? `${alive} AND ${after(column, order, cursor, params)}` : alive,
      orderBy: `${column.sql} ${order}, f.index`,
      value: `(${column.sql})::text`,
    }
  }
  return [first, rest]
}

function aliveBy(column: SortColumn | null): string {
  return column?.nullable ? `f.count > 0 AND ${column.sql} IS NOT NULL` : 'f.count > 0'
}

function byIndex(order: 'asc' | 'desc', cursor: Cursor | null, params: Params): Part {
  const sign = order === 'desc' ? '<' : '>'
  return {
    where: cursor ? `f.index ${sign} ${params.add(cursor.index)}::integer` : 'true',
    orderBy: `f.index ${order}`,
    value: 'f.index::text',
  }
}

/** Strictly after the cursor; the first comparison alone lets an index start there. */
function after(column: SortColumn, order: 'asc' | 'desc', cursor: Cursor, params: Params): string {
  const sign = order === 'desc' ? '<' : '>'
  const value = `${params.add(cursor.value)}::${column.type}`
  const index = `${params.add(cursor.index)}::integer`
  return `${column.sql} ${sign}= ${value} AND (${column.sql} ${sign} ${value} OR f.index > ${index})`
}

/** A cursor as an opaque string. */
export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.value, cursor.index])).toString('base64url')
}

/** Reads a cursor; null when the string is not one of ours. */
export function readCursor(text: string): Cursor | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (!Array.isArray(parsed) || parsed.length !== 2) return null
    const [value, index] = parsed as unknown[]
    const isNumeric = typeof value === 'string' && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value)
    if (!(value === null || isNumeric) || !Number.isSafeInteger(index) || (index as number) < 0) return null
    return { value: value as string | null, index: index as number }
  } catch {
    return null
  }
}
