import type { Queryable } from '../transaction'

/** The first `limit` held-out sequences of a corpus; its documents are in seeded order. */
export async function heldOutSequences(db: Queryable, corpusId: number, limit: number): Promise<number[]> {
  const { rows } = await db.query<{ index: number }>(
    `SELECT s.index FROM sequence s JOIN document d ON d.corpus_id = s.corpus_id AND d.index = s.document_index
     WHERE s.corpus_id = $1 AND d.held_out ORDER BY s.index LIMIT $2`,
    [corpusId, limit],
  )
  return rows.map(({ index }) => index)
}
