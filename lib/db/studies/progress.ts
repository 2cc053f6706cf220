import type { Transaction } from '../transaction'

/** What a person has done of a study and can still do. */
export async function progressOf(
  tx: Transaction,
  study: number,
  annotator: string,
): Promise<{ scored: number; skipped: number; left: number }> {
  const [progress] = await tx.$queryRaw<{ scored: number; skipped: number; left: number }[]>`
    SELECT (count(*) FILTER (WHERE mine.state = 'scored'))::integer AS scored,
           (count(*) FILTER (WHERE mine.state = 'skipped'))::integer AS skipped,
           (count(*) FILTER (WHERE mine.state = 'open' OR (mine.state IS NULL AND EXISTS (
             SELECT FROM study_assignment f WHERE f.item_id = i.id AND f.state = 'free'))))::integer AS left
      FROM study_item i
      LEFT JOIN study_assignment mine ON mine.item_id = i.id AND mine.annotator = ${annotator}
     WHERE i.study_id = ${study}`
  return progress
}
