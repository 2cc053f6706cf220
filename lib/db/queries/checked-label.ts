import type { Queryable } from '../transaction'

/** A rule label as it was stored. */
export interface CheckedLabel {
  readonly hypothesis: unknown
  readonly score: number | null
  readonly evidence: unknown
}

/** Returns the rule label that an analysis gave a feature, or null. */
export async function checkedLabel(
  db: Queryable,
  analysisId: number,
  index: number,
): Promise<CheckedLabel | null> {
  const { rows } = await db.query<CheckedLabel>(
    `SELECT hypothesis, score, evidence FROM label
     WHERE analysis_id = $1 AND "index" = $2 AND author_kind = 'rules'`,
    [analysisId, index],
  )
  return rows[0] ?? null
}
