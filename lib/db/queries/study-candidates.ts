import { type DrawCandidate, RAISED_TOKENS } from '@/lib/domain/study'
import type { Database } from '../database'

/** A feature of an analysis as a study may draw and show it. */
export interface StudyCandidate extends DrawCandidate {
  readonly density: number
  readonly maxActivation: number
  /** Next tokens raised most, at most RAISED_TOKENS. */
  readonly raisedIds: readonly number[]
  readonly raisedValues: readonly number[]
}

/** All features of an analysis, by index. */
export async function readCandidates(
  { pool }: Pick<Database, 'pool'>,
  analysisId: number,
): Promise<StudyCandidate[]> {
  const { rows } = await pool.query<StudyCandidate>(
    `SELECT s.index, s.count, s.density, s.max_activation AS "maxActivation", d.activation_sum AS mass,
            (SELECT count(*) FROM unnest(d.promoted_values) v WHERE v > 0) AS raised,
            d.promoted_ids[1:$2] AS "raisedIds", d.promoted_values[1:$2] AS "raisedValues"
       FROM feature_stat s JOIN feature_detail d ON d.analysis_id = s.analysis_id AND d.index = s.index
      WHERE s.analysis_id = $1 ORDER BY s.index`,
    [analysisId, RAISED_TOKENS],
  )
  return rows
}
