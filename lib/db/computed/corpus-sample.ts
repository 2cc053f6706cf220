import { spreadNumbers } from '@/lib/analysis/spread-numbers'
import type { Queryable } from '../transaction'

export interface CorpusSample {
  /** Numbers of the sequences, ascending. */
  readonly sequences: readonly number[]
  /** Number of their documents, and of the packages of these; a package is held out as a whole. */
  readonly documents: number
  readonly packages: number
}

interface Row {
  readonly index: number
  readonly document: number
  readonly unit: string
}

/** Returns the first `limit` held-out sequences of a corpus; its documents are in seeded order. */
export async function heldOutSample(db: Queryable, corpusId: number, limit: number): Promise<CorpusSample> {
  const { rows } = await db.query<Row>(
    `SELECT s.index, d.index AS document, d.unit
     FROM sequence s JOIN document d ON d.corpus_id = s.corpus_id AND d.index = s.document_index
     WHERE s.corpus_id = $1 AND d.held_out ORDER BY s.index LIMIT $2`,
    [corpusId, limit],
  )
  return sampleOf(rows)
}

/** Returns `limit` of the first `sequences` sequences of a corpus, drawn by a seeded hash over all of them. */
export async function spreadSample(
  db: Queryable,
  corpusId: number,
  sequences: number,
  limit: number,
  seed: number,
): Promise<CorpusSample> {
  const { rows } = await db.query<Row>(
    `SELECT s.index, d.index AS document, d.unit
     FROM sequence s JOIN document d ON d.corpus_id = s.corpus_id AND d.index = s.document_index
     WHERE s.corpus_id = $1 AND s.index = ANY ($2::int[]) ORDER BY s.index`,
    [corpusId, spreadNumbers(sequences, limit, seed)],
  )
  return sampleOf(rows)
}

function sampleOf(rows: readonly Row[]): CorpusSample {
  return {
    sequences: rows.map(({ index }) => index),
    documents: new Set(rows.map(({ document }) => document)).size,
    packages: new Set(rows.map(({ unit }) => unit)).size,
  }
}
