import type { DictionaryRef, ModelRef } from '@/lib/compute/loaded'
import { storePaths } from '@/lib/compute/store/paths'
import { config } from '@/lib/config'
import type { Queryable } from '@/lib/db/transaction'
import { readWeights } from '@/lib/db/weights'
import type { ModelSpec } from '@/lib/domain/model'

/** Where the weights of a dictionary and of its model lie, in the form that compute threads take. */
export interface Weights {
  readonly model: ModelRef
  readonly dictionary: DictionaryRef
}

/** Returns where the weights of a dictionary and of its model lie. Throws `not_found` for an unknown dictionary. */
export async function weightsOf(
  db: Queryable,
  slug: string,
): Promise<Weights & { readonly modelSpec: ModelSpec }> {
  const { hash, spec, modelHash, modelSpec } = await readWeights(db, slug)
  const store = storePaths(config().dataDir)
  return {
    model: { hash: modelHash, dir: store.model(modelHash) },
    dictionary: { hash, dir: spec.kind === 'neurons' ? null : store.dictionary(hash), spec },
    modelSpec,
  }
}
