import type { FeatureRow } from '@/lib/api/schemas'
import { database } from '../database'
import type { BrowseSource } from './browse'
import { BY_PERSON } from './browse-sql'
import { FEATURE_ROW_COLUMNS, type RawFeatureRow, toFeatureRow } from './feature-rows'
import { vocabulary } from './vocabulary'

/**
 * Features a newcomer should see: labelled (by people first), well scored, and unlike each other: one a top
 * token, and labels that only differ in what they quote take turns. Without labels, strong features that
 * fire on few kinds of token. The same analysis always gives the same list.
 */
export async function starterFeatures(source: BrowseSource, limit = 8): Promise<FeatureRow[]> {
  const { pool } = await database()
  const words = await vocabulary(source.dictionary.tokenizerHash)
  const { rows } = await pool.query<RawFeatureRow>(
    `WITH candidate AS (
       SELECT f.*,
              f.label IS NOT NULL AND ${BY_PERSON} AS by_person,
              regexp_replace(coalesce(f.label, ''), '“[^”]*”|"[^"]*"|\\d+', '', 'g') AS shape,
              row_number() OVER (PARTITION BY f.top_tokens[1]
                ORDER BY f.label IS NULL, f.label_score DESC NULLS LAST, f.max_activation DESC, f.index) AS alike
         FROM feature_stat f
        WHERE f.analysis_id = $1 AND f.count >= 20 AND f.density < 0.1
          AND f.top_sequence IS NOT NULL AND coalesce(f.label_score, 1) >= 0.7),
     turn AS (
       SELECT candidate.*,
              row_number() OVER (PARTITION BY shape
                ORDER BY label_score DESC NULLS LAST, max_activation DESC, index) AS turn
         FROM candidate WHERE alike = 1),
     chosen AS (
       SELECT turn.*, row_number() OVER (
                ORDER BY label IS NULL, NOT by_person, turn, label_score DESC NULLS LAST, max_activation DESC,
                         index) AS place
         FROM turn ORDER BY place LIMIT $3)
     SELECT ${FEATURE_ROW_COLUMNS}, NULL AS cursor_value
       FROM chosen p LEFT JOIN sequence s ON s.corpus_id = $2 AND s.index = p.top_sequence
      ORDER BY p.place`,
    [source.analysis.id, source.analysis.corpusId, limit],
  )
  return rows.map((row) => toFeatureRow(row, words))
}
