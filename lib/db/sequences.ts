import type { Queryable } from './transaction'

/** Returns the token ids of a stored sequence, or undefined when the corpus has no sequence of that index. */
export async function readTokenIds(
  db: Queryable,
  corpusId: number,
  sequence: number,
): Promise<Int32Array | undefined> {
  const { rows } = await db.query<{ token_ids: number[] }>(
    'SELECT token_ids FROM sequence WHERE corpus_id = $1 AND index = $2',
    [corpusId, sequence],
  )
  return rows[0] && Int32Array.from(rows[0].token_ids)
}

/** Returns the ids of the tokens that occur in a corpus. */
export async function occurringTokens(db: Queryable, corpusId: number): Promise<ReadonlySet<number>> {
  const { rows } = await db.query<{ token_id: number }>(
    'SELECT token_id FROM corpus_token WHERE corpus_id = $1 AND count > 0',
    [corpusId],
  )
  return new Set(rows.map((row) => row.token_id))
}
