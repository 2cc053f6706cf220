import type { DictionarySpec } from '@/lib/domain/dictionary'
import type { ModelSpec } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import type { Queryable } from './transaction'

/** Names of the weights that a dictionary and its model have now, and what they describe. */
export interface StoredWeights {
  readonly hash: string
  readonly spec: DictionarySpec
  readonly modelHash: string
  readonly modelSpec: ModelSpec
}

/** Returns the weights of a dictionary and of its model. Throws `not_found` for an unknown slug. */
export async function readWeights(db: Queryable, slug: string): Promise<StoredWeights> {
  const { rows } = await db.query<StoredWeights>(
    `SELECT d.weights_hash AS hash, d.spec, m.weights_hash AS "modelHash", m.spec AS "modelSpec"
     FROM dictionary d JOIN model m ON m.id = d.model_id WHERE d.slug = $1`,
    [slug],
  )
  if (!rows[0]) throw new SemascopeError('not_found', `there is no dictionary "${slug}"`)
  return rows[0]
}

/**
 * Returns the slugs of published dictionaries that read the same tokens cut in the same way, those of the same model
 * first, at most `limit`. The neuron basis is not one of them.
 */
export async function comparableDictionaries(
  db: Queryable,
  dictionaryId: number,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ slug: string }>(
    `SELECT o.slug FROM dictionary o JOIN model om ON om.id = o.model_id, dictionary d JOIN model m ON m.id = d.model_id
      WHERE d.id = $1 AND o.id <> d.id AND o.kind <> 'neurons' AND o.current_analysis_id IS NOT NULL
        AND om.tokenizer_hash = m.tokenizer_hash
        AND o.spec->'contextSize' = d.spec->'contextSize' AND o.spec->'prependBos' = d.spec->'prependBos'
      ORDER BY o.model_id <> d.model_id, o.slug LIMIT $2`,
    [dictionaryId, limit],
  )
  return rows.map((row) => row.slug)
}
