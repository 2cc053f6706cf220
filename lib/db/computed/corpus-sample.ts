import type { Queryable } from '../transaction'

export interface HeldOutSample {
  /** Numbers of the sequences, ascending. */
  readonly sequences: readonly number[]
  /** Number of their documents, and of the packages of these; a package is held out as a whole. */
  readonly documents: number
  readonly packages: number
}

/** Returns the first `limit` held-out sequences of a corpus; its documents are in seeded order. */
export async function heldOutSample(db: Queryable, corpusId: number, limit: number): Promise<HeldOutSample> {
  const { rows } = await db.query<{ index: number; document: number; unit: string }>(
    `SELECT s.index, d.index AS document, d.unit
     FROM sequence s JOIN document d ON d.corpus_id = s.corpus_id AND d.index = s.document_index
     WHERE s.corpus_id = $1 AND d.held_out ORDER BY s.index LIMIT $2`,
    [corpusId, limit],
  )
  return {
    sequences: rows.map(({ index }) => index),
    documents: new Set(rows.map(({ document }) => document)).size,
    packages: new Set(rows.map(({ unit }) => unit)).size,
  }
}
