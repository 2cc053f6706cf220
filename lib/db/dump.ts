/**
 * Yields every computed table of an analysis in the order of its natural key, as JSON lines, without surrogate ids,
 * times and provenance: two analyses of the same weights on the same text have the same dump, whoever computed them.
 */
import { SemascopeError } from '@/lib/errors'
import { type PartitionedTable, partitionName } from './partitions'
import { PEOPLES_COLUMNS } from './shown-columns'
import type { Queryable } from './transaction'

const KEYS: Readonly<Record<PartitionedTable, string>> = {
  feature_stat: '"index"',
  feature_detail: '"index"',
  example: '"index", "group", "rank"',
  token_posting: '"token_id", "kind"',
}
const ROWS_AT_ONCE = 2000
/** Columns that are the same in every row, or that people change. */
const LEFT_OUT = ['analysis_id', ...PEOPLES_COLUMNS]

export interface DumpSource {
  /** Slug of the dictionary. */
  readonly dictionary: string
  readonly analysisId: number
}

/** Returns the current analyses, by slug, or only the one of `dictionary`. Throws `not_found`. */
export async function dumpSources(db: Queryable, dictionary?: string): Promise<DumpSource[]> {
  const { rows } = await db.query<DumpSource>(
    `SELECT slug AS dictionary, current_analysis_id AS "analysisId" FROM dictionary
     WHERE current_analysis_id IS NOT NULL AND ($1::text IS NULL OR slug = $1) ORDER BY slug COLLATE "C"`,
    [dictionary ?? null],
  )
  if (rows.length === 0)
    throw new SemascopeError(
      'not_found',
      dictionary === undefined
        ? 'no dictionary has a published analysis'
        : `${dictionary} has no published analysis`,
    )
  return rows
}

/** Yields the lines of one analysis, without line ends. */
export async function* dumpAnalysis(
  db: Queryable,
  { dictionary, analysisId }: DumpSource,
): AsyncGenerator<string> {
  const { rows } = await db.query<{ line: string }>(
    `SELECT jsonb_build_object('dictionary', $2::text, 'hook', d.hook, 'size', d.d_sae, 'weights', d.weights_hash,
       'corpus', c.hash, 'sequences', a.sequences, 'contentTokens', a.content_tokens,
       'specialTokens', a.special_tokens, 'preview', a.preview, 'metrics', a.metrics)::text AS line
     FROM analysis a JOIN dictionary d ON d.id = a.dictionary_id JOIN corpus c ON c.id = a.corpus_id
     WHERE a.id = $1`,
    [analysisId, dictionary],
  )
  if (!rows[0]) throw new SemascopeError('not_found', `there is no analysis ${analysisId}`)
  yield tagged('analysis', rows[0].line)
  for (const [table, key] of Object.entries(KEYS) as [PartitionedTable, string][])
    for await (const line of tableLines(db, table, key, analysisId)) yield tagged(table, line)
  yield* labelLines(db, analysisId)
}

async function* tableLines(
  db: Queryable,
  table: PartitionedTable,
  key: string,
  analysisId: number,
): AsyncGenerator<string> {
  const columns = key.split(', ')
  let after: unknown[] | undefined
  for (;;) {
    const from = after ? `AND (${key}) > (${columns.map((_, i) => `$${i + 2}`).join(', ')})` : ''
    const { rows } = await db.query<{ line: string } & Record<string, unknown>>(
      `SELECT (to_jsonb(t) - '{${LEFT_OUT.join()}}'::text[])::text AS line, ${key} FROM ${partitionName(table, analysisId)} t
       WHERE analysis_id = $1 ${from} ORDER BY analysis_id, ${key} LIMIT ${ROWS_AT_ONCE}`,
      [analysisId, ...(after ?? [])],
    )
    for (const { line } of rows) yield line
    if (rows.length < ROWS_AT_ONCE) return
    const last = rows[rows.length - 1]
    after = columns.map((column) => last[column.replaceAll('"', '')])
  }
}

/** Yields the labels that explainers computed from the analysis. People's labels belong to the feature. */
async function* labelLines(db: Queryable, analysisId: number): AsyncGenerator<string> {
  const { rows } = await db.query<{ line: string }>(
    `SELECT jsonb_build_object('index', "index", 'author', author, 'text', text, 'hypothesis', hypothesis,
       'score', score, 'scoreKind', score_kind, 'evidence', evidence)::text AS line
     FROM label WHERE analysis_id = $1 AND author_kind <> 'person' AND retired_at IS NULL
     ORDER BY "index", author COLLATE "C", text COLLATE "C"`,
    [analysisId],
  )
  for (const { line } of rows) yield tagged('label', line)
}

const tagged = (table: string, line: string) => `{"table": "${table}", "row": ${line}}`
