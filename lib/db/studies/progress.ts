import type { Queryable } from '../transaction'

/** What a person has done of a study and can still do. */
export async function progressOf(
  db: Queryable,
  study: number,
  annotator: string,
): Promise<{ scored: number; skipped: number; left: number }> {
  const { rows } = await db.query<{ scored: number; skipped: number; left: number }>(
    `SELECT count(*) FILTER (WHERE mine.state = 'scored') AS scored,
            count(*) FILTER (WHERE mine.state = 'skipped') AS skipped,
            count(*) FILTER (WHERE mine.state = 'open' OR (mine.state IS NULL AND EXISTS (
              SELECT FROM study_assignment f WHERE f.item_id = i.id AND f.state = 'free'))) AS left
       FROM study_item i
       LEFT JOIN study_assignment mine ON mine.item_id = i.id AND mine.annotator = $2
      WHERE i.study_id = $1`,
    [study, annotator],
  )
  return rows[0]
}
