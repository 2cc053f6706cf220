import { database } from '../database'
import { prepared } from '../prepared'
import { processWide } from '../process-wide'

/** Corpora whose counts are kept. */
const KEPT = 4
const counted = processWide('token counts', () => new Map<number, Promise<Map<number, number>>>())

/**
 * Occurrences of each token in a corpus, read once a process; a token without any is absent. Only an analysis of the
 * whole corpus may divide by them.
 */
export function corpusCounts(corpusId: number): Promise<Map<number, number>> {
  const known = counted.get(corpusId)
  if (known) return known
  const promise = readCounts(corpusId)
  counted.set(corpusId, promise)
  promise.catch(() => counted.delete(corpusId))
  for (const id of counted.keys()) if (counted.size > KEPT) counted.delete(id)
  return promise
}

async function readCounts(corpusId: number): Promise<Map<number, number>> {
  const { pool } = await database()
  const { rows } = await pool.query<{ token_id: number; count: number }>(
    prepared('SELECT token_id, count FROM corpus_token WHERE corpus_id = $1', [corpusId]),
  )
  return new Map(rows.map((row) => [row.token_id, row.count]))
}
