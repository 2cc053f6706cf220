import { SemascopeError } from '@/lib/errors'
import { createListIndexes } from './list-indexes'
import { createPartitions, dropPartitions, PARTITIONED_TABLES, partitionName } from './partitions'
import { refreshShown } from './shown-columns'
import { onClient } from './statement-runner'
import { type Client, type Pool, type Queryable, transaction } from './transaction'

export interface NewAnalysis {
  readonly dictionaryId: number
  readonly runId: number
  readonly corpusId: number
  readonly preview: boolean
  /** The analysis covers sequences [0, sequences) of the corpus. */
  readonly sequences: number
  readonly contentTokens: number
  readonly specialTokens: number
}

/**
 * Creates an analysis with empty partitions and returns its id. If the run already has an analysis of this dictionary
 * (a repeated job), updates its numbers and returns the same id. Call it inside a transaction.
 */
export async function createAnalysis(client: Client, analysis: NewAnalysis): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO analysis (dictionary_id, run_id, corpus_id, preview, sequences, content_tokens, special_tokens)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (run_id, dictionary_id) DO UPDATE SET corpus_id = excluded.corpus_id, preview = excluded.preview,
       sequences = excluded.sequences, content_tokens = excluded.content_tokens, special_tokens = excluded.special_tokens
     WHERE analysis.status = 'building'
     RETURNING id`,
    [
      analysis.dictionaryId,
      analysis.runId,
      analysis.corpusId,
      analysis.preview,
      analysis.sequences,
      analysis.contentTokens,
      analysis.specialTokens,
    ],
  )
  if (!rows[0])
    throw new SemascopeError(
      'conflict',
      `run ${analysis.runId} has published its analysis of dictionary ${analysis.dictionaryId} already`,
    )
  await createPartitions(client, rows[0].id)
  return rows[0].id
}

/** Merges `metrics` into the metrics of an analysis. */
export async function mergeMetrics(db: Queryable, analysisId: number, metrics: object): Promise<void> {
  const { rowCount } = await db.query('UPDATE analysis SET metrics = metrics || $2::jsonb WHERE id = $1', [
    analysisId,
    JSON.stringify(metrics),
  ])
  if (rowCount !== 1) throw new SemascopeError('not_found', `there is no analysis ${analysisId}`)
}

/** An analysis of a run, with its dictionary and corpus. */
export interface AnalysisOfRun {
  readonly slug: string
  readonly dictionaryId: number
  readonly analysisId: number
  readonly corpusId: number
  readonly corpusHash: string
  readonly sequences: number
  readonly contentTokens: number
  readonly specialTokens: number
}

/** Returns the analyses that a run makes, in no order; none before its corpus stage. */
export async function analysesOfRun(db: Queryable, runId: number): Promise<AnalysisOfRun[]> {
  const { rows } = await db.query<AnalysisOfRun>(
    `SELECT d.slug, d.id AS "dictionaryId", a.id AS "analysisId", c.id AS "corpusId", c.hash AS "corpusHash",
       a.sequences, a.content_tokens AS "contentTokens", a.special_tokens AS "specialTokens"
     FROM analysis a JOIN dictionary d ON d.id = a.dictionary_id JOIN corpus c ON c.id = a.corpus_id
     WHERE a.run_id = $1`,
    [runId],
  )
  return rows
}

/**
 * Makes analyses the current ones of their dictionaries, all at once: readers see the old or the new ones. The old ones
 * become superseded. Repeating it changes nothing. Pass a client to do it inside a larger transaction.
 */
export async function publishAnalysis(db: Pool | Client, analysisIds: readonly number[]): Promise<void> {
  if ('totalCount' in db) return transaction(db, (client) => publishAnalysis(client, analysisIds))
  // Dictionaries are locked in one order, so that two publishers cannot block each other.
  const { rows } = await db.query<{ id: number; dictionaryId: number; status: string }>(
    `SELECT a.id, a.dictionary_id AS "dictionaryId", a.status
     FROM analysis a JOIN dictionary d ON d.id = a.dictionary_id
     WHERE a.id = ANY ($1) ORDER BY d.id FOR UPDATE OF d, a`,
    [analysisIds],
  )
  for (const id of analysisIds) {
    const found = rows.find((row) => row.id === id)
    if (!found) throw new SemascopeError('not_found', `there is no analysis ${id}`)
    if (found.status === 'superseded')
      throw new SemascopeError(
        'conflict',
        `analysis ${id} was replaced by a newer one and cannot be published again`,
      )
  }
  if (new Set(rows.map((row) => row.dictionaryId)).size !== rows.length)
    throw new SemascopeError('conflict', 'two analyses of one dictionary cannot be published at once')
  for (const { id, dictionaryId, status } of rows) {
    if (status === 'published') continue
    await refreshShown(onClient(db), { dictionaryId, analysisId: id })
    await createListIndexes(db, id)
    // A new table has no statistics, and the first pages should not wait for the server to make them.
    for (const table of PARTITIONED_TABLES) await db.query(`ANALYZE ${partitionName(table, id)}`)
    await db.query(
      `UPDATE analysis SET status = 'superseded', superseded_at = now() WHERE dictionary_id = $1 AND status = 'published'`,
      [dictionaryId],
    )
    await db.query(`UPDATE analysis SET status = 'published', published_at = now() WHERE id = $1`, [id])
    await db.query('UPDATE dictionary SET current_analysis_id = $2 WHERE id = $1', [dictionaryId, id])
  }
}

/** Returns true if an analysis is the published one of its dictionary. */
export async function isCurrentAnalysis(db: Queryable, analysisId: number): Promise<boolean> {
  const { rowCount } = await db.query('SELECT 1 FROM dictionary WHERE current_analysis_id = $1', [analysisId])
  return rowCount !== 0
}

/**
 * Drops an analysis that is not current: its partitions, its computed labels and its row. It waits for readers of its
 * tables without blocking others. Throws `conflict` for a current analysis.
 */
export async function dropAnalysis(pool: Pool, analysisId: number): Promise<void> {
  if (await isCurrentAnalysis(pool, analysisId))
    throw new SemascopeError('conflict', `analysis ${analysisId} is the current one and cannot be dropped`)
  await dropPartitions(pool, analysisId)
  await transaction(pool, async (client) => {
    for (const table of ['label', 'shard_data'])
      await client.query(`DELETE FROM ${table} WHERE analysis_id = $1`, [analysisId])
    await client.query('DELETE FROM analysis WHERE id = $1', [analysisId])
  })
}

/**
 * Drops analyses that were superseded at least `graceSeconds` ago (default 60, because pages may still read them), and
 * unpublished ones whose run succeeded, or failed or was cancelled `abandonedSeconds` ago (default a week, because it
 * may be retried). Returns their ids.
 */
export async function cleanAnalyses(
  pool: Pool,
  {
    graceSeconds = 60,
    abandonedSeconds = 7 * 86400,
  }: { graceSeconds?: number; abandonedSeconds?: number } = {},
): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(
    `SELECT a.id FROM analysis a JOIN run r ON r.id = a.run_id
     WHERE (a.status = 'superseded' AND a.superseded_at <= now() - make_interval(secs => $1))
        OR (a.status = 'building' AND (r.status = 'succeeded' OR
            (r.status IN ('failed', 'cancelled') AND r.finished_at <= now() - make_interval(secs => $2))))
     ORDER BY a.id`,
    [graceSeconds, abandonedSeconds],
  )
  for (const { id } of rows) await dropAnalysis(pool, id)
  return rows.map((row) => row.id)
}
