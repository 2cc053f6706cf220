import type { DictionaryRef, ModelRef } from '@/lib/compute/loaded'
import { storePaths } from '@/lib/compute/store/paths'
import { config } from '@/lib/config'
import { database } from '@/lib/db'
import type { DictionarySpec } from '@/lib/domain/dictionary'
import type { ModelSpec } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'

/** A dictionary's weights and its model's, as compute threads take them. */
export interface Weights {
  readonly model: ModelRef
  readonly dictionary: DictionaryRef
}

interface Row {
  hash: string
  model_hash: string
  spec: DictionarySpec
  model_spec: ModelSpec
}

/** Throws `not_found` for an unknown dictionary. */
export async function weightsOf(slug: string): Promise<Weights & { readonly modelSpec: ModelSpec }> {
  const { pool } = await database()
  const { rows } = await pool.query<Row>(
    `SELECT d.weights_hash AS hash, m.weights_hash AS model_hash, d.spec, m.spec AS model_spec
     FROM dictionary d JOIN model m ON m.id = d.model_id WHERE d.slug = $1`,
    [slug],
  )
  const [row] = rows
  if (!row) throw new SemascopeError('not_found', `there is no dictionary "${slug}"`)
  const store = storePaths(config().dataDir)
  return {
    model: { hash: row.model_hash, dir: store.model(row.model_hash) },
    dictionary: {
      hash: row.hash,
      dir: row.spec.kind === 'neurons' ? null : store.dictionary(row.hash),
      spec: row.spec,
    },
    modelSpec: row.model_spec,
  }
}
