import { defaultOrder, type FeaturesQuery, type FilterName } from '@/lib/api/browse-query'
import { filterGroups } from '@/lib/api/browse-words'
import type { FeatureRow } from '@/lib/api/schemas'
import { SemascopeError } from '@/lib/errors'
import { database } from '../database'
import {
  type Cursor,
  conditions,
  type Order,
  Params,
  parts,
  type ResolvedFilters,
  readCursor,
  writeCursor,
} from './browse-sql'
import type { DictionaryRow, PublishedAnalysis } from './dictionaries'
import { FEATURE_ROW_COLUMNS, type RawFeatureRow, toFeatureRow } from './feature-rows'
import { type Vocabulary, vocabulary } from './vocabulary'

/** What a feature list is about: a dictionary whose analysis was read once for the whole request. */
export interface BrowseSource {
  readonly dictionary: DictionaryRow
  readonly analysis: PublishedAnalysis
}

export interface FeaturePage {
  readonly items: FeatureRow[]
  readonly nextCursor: string | null
}

/** One page of features. Throws `invalid_input` for a cursor that is not ours. */
export async function listFeatures(source: BrowseSource, query: FeaturesQuery): Promise<FeaturePage> {
  const cursor = query.cursor === undefined ? null : readCursor(query.cursor)
  if (query.cursor !== undefined && !cursor)
    throw new SemascopeError('invalid_input', 'the cursor is not one that this list gave')
  const words = await vocabulary(source.dictionary.tokenizerHash)
  const filters = resolveFilters(query, words)
  const order: Order = { sort: query.sort, order: query.order ?? defaultOrder(query.sort), seed: query.seed }
  const rows = await readParts(source.analysis, filters, order, cursor, query.limit + 1)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    items: page.map((row) => toFeatureRow(row, words)),
    nextCursor:
      rows.length > query.limit && last ? writeCursor({ value: last.cursor_value, index: last.index }) : null,
  }
}

async function readParts(
  analysis: PublishedAnalysis,
  filters: ResolvedFilters,
  order: Order,
  cursor: Cursor | null,
  limit: number,
): Promise<RawFeatureRow[]> {
  const { pool } = await database()
  const rows: RawFeatureRow[] = []
  for (const makePart of parts(order, cursor)) {
    if (rows.length >= limit) break
    const params = new Params()
    const analysisId = params.add(analysis.id)
    const corpusId = params.add(analysis.corpusId)
    const where = [...conditions(filters, params).values()]
    const part = makePart(params)
    const answer = await pool.query<RawFeatureRow>(
      `SELECT ${FEATURE_ROW_COLUMNS}, p.cursor_value
         FROM (SELECT f.*, ${part.value} AS cursor_value, row_number() OVER (ORDER BY ${part.orderBy}) AS place
                 FROM feature_stat f
                WHERE f.analysis_id = ${analysisId} AND ${[...where, part.where].join(' AND ')}
                ORDER BY ${part.orderBy} LIMIT ${params.add(limit - rows.length)}) p
         LEFT JOIN sequence s ON s.corpus_id = ${corpusId} AND s.index = p.top_sequence
        ORDER BY p.place`,
      params.values,
    )
    rows.push(...answer.rows)
  }
  return rows
}

export interface Activity {
  readonly total: number
  /** Features that fire on more than 20 tokens. */
  readonly often: number
  readonly dead: number
}

/** How much of a dictionary is alive. */
export async function featureActivity(analysisId: number): Promise<Activity> {
  const { pool } = await database()
  const { rows } = await pool.query<Activity>(
    `SELECT count(*) AS total, count(*) FILTER (WHERE count > 20) AS often,
            count(*) FILTER (WHERE count = 0) AS dead
       FROM feature_stat WHERE analysis_id = $1`,
    [analysisId],
  )
  return rows[0]
}

export interface FeatureCounts {
  readonly matching: number
  /** For each filter in force, how many would match without it. */
  readonly without: readonly { readonly filters: readonly FilterName[]; readonly count: number }[]
}

/** How many features match; when none does, also what dropping each filter would bring back. */
export async function countFeatures(source: BrowseSource, query: FeaturesQuery): Promise<FeatureCounts> {
  const { pool } = await database()
  const filters = resolveFilters(query, await vocabulary(source.dictionary.tokenizerHash))
  const params = new Params()
  const analysisId = params.add(source.analysis.id)
  const all = conditions(filters, params)
  const from = `FROM feature_stat f WHERE f.analysis_id = ${analysisId}`
  const where = all.size > 0 ? ` AND ${[...all.values()].join(' AND ')}` : ''
  const counted = await pool.query<{ n: number }>(
    `SELECT count(*)::integer AS n ${from}${where}`,
    params.values,
  )
  const matching = counted.rows[0]?.n ?? 0
  if (matching > 0 || all.size === 0) return { matching, without: [] }
  const groups = filterGroups(query)
  if (groups.length === 1) {
    const { total } = await featureActivity(source.analysis.id)
    return { matching, without: [{ filters: groups[0], count: total }] }
  }
  const columns = groups.map((group, at) => {
    const kept = [...all].filter(([name]) => !group.includes(name)).map(([, condition]) => condition)
    return `count(*) FILTER (WHERE ${['true', ...kept].join(' AND ')})::integer AS n${at}`
  })
  const answer = await pool.query<Record<string, number>>(
    `SELECT ${columns.join(', ')} ${from}`,
    params.values,
  )
  return {
    matching,
    without: groups.map((group, at) => ({ filters: group, count: answer.rows[0]?.[`n${at}`] ?? 0 })),
  }
}

function resolveFilters(query: FeaturesQuery, words: Vocabulary): ResolvedFilters {
  const { q, raises, sort: _, order: __, seed: ___, limit: ____, cursor: _____, ...rest } = query
  return {
    ...rest,
    ...(q ? { q: { text: q, index: numberIn(q), tokenIds: words.find(q) } } : {}),
    ...(raises ? { raises: words.find(raises) } : {}),
  }
}

function numberIn(q: string): number | null {
  const digits = /^#?(\d{1,9})$/.exec(q)?.[1]
  return digits === undefined ? null : Number(digits)
}
