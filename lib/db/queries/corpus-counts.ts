import { prepared } from '../prepared'
import { cached } from '../shared-cache'
import type { Queryable } from '../transaction'

/** Corpora whose counts are kept. */
const KEPT = 4

/**
 * Occurrences of each token in a corpus, read once a process; a token without any is absent. Only an analysis of the
 * whole corpus may divide by them.
 */
export function corpusCounts(db: Queryable, corpusId: number): Promise<Map<number, number>> {
  const read = (id: string) => readCounts(db, Number(id))
  return cached(db, String(corpusId), { name: 'token counts', max: KEPT, read })
}

async function readCounts(db: Queryable, corpusId: number): Promise<Map<number, number>> {
  const { rows } = await db.query<{ token_id: number; count: number }>(
    prepared('SELECT token_id, count FROM corpus_token WHERE corpus_id = $1', [corpusId]),
  )
  return new Map(rows.map((row) => [row.token_id, row.count]))
}
