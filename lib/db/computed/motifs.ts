import { type MotifTag, tagNumbers } from '@/lib/domain/motif'
import { updateRows } from '../partitions'
import type { Client, Queryable } from '../transaction'

/** Figures that the tags of a feature are derived from, except examples and occurrences of tokens. */
export interface MotifFigures {
  readonly index: number
  readonly count: number
  readonly density: number
  readonly tokenIds: readonly number[]
  readonly tokenCounts: readonly number[]
  readonly tokenSums: readonly number[]
  readonly activationSum: number
}

/** Returns the figures of features from … to − 1, by index. */
export async function motifFigures(
  db: Queryable,
  analysisId: number,
  from: number,
  to: number,
): Promise<MotifFigures[]> {
  const { rows } = await db.query<MotifFigures>(
    `SELECT s.index, s.count, s.density, d.token_ids AS "tokenIds",
       d.token_counts AS "tokenCounts", d.token_sums AS "tokenSums", d.activation_sum AS "activationSum"
     FROM feature_stat s JOIN feature_detail d USING (analysis_id, index)
     WHERE s.analysis_id = $1 AND s.index >= $2 AND s.index < $3 ORDER BY s.index`,
    [analysisId, from, to],
  )
  return rows
}

export interface TagRow {
  readonly index: number
  readonly tags: readonly MotifTag[]
}

/** Stores the tags of features. */
export async function updateTags(client: Client, analysisId: number, rows: readonly TagRow[]): Promise<void> {
  await updateRows(
    client,
    { table: 'feature_stat', analysisId },
    [
      { name: 'index', type: 'int4' },
      { name: 'tags', type: 'int2[]' },
    ],
    rows.map(({ index, tags }) => [index, tagNumbers(tags)]),
  )
}
