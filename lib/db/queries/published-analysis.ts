import type { DictionarySpec } from '@/lib/domain/dictionary'
import { SemascopeError } from '@/lib/errors'
import { prepared } from '../prepared'
import type { Queryable } from '../transaction'

export interface PublishedAnalysis {
  readonly id: number
  readonly spec: DictionarySpec
  readonly weightsHash: string
  readonly modelHash: string
  readonly corpusHash: string
  readonly sequences: number
  readonly contentTokens: number
}

/** The analysis readers see of a dictionary. Throws `not_found`. */
export async function publishedAnalysis(db: Queryable, dictionary: string): Promise<PublishedAnalysis> {
  const { rows } = await db.query<PublishedAnalysis>(
    prepared(
      `SELECT a.id, d.spec, d.weights_hash AS "weightsHash", m.weights_hash AS "modelHash", c.hash AS "corpusHash",
       a.sequences, a.content_tokens AS "contentTokens"
     FROM dictionary d JOIN model m ON m.id = d.model_id JOIN analysis a ON a.id = d.current_analysis_id
       JOIN corpus c ON c.id = a.corpus_id
     WHERE d.slug = $1`,
      [dictionary],
    ),
  )
  if (!rows[0]) throw new SemascopeError('not_found', `dictionary "${dictionary}" has no published analysis`)
  return rows[0]
}
