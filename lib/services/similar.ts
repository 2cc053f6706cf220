import { correlatedSequences } from '@/lib/compute/correlated-sequences'
import { sharedCompute } from '@/lib/compute/shared'
import { storePaths } from '@/lib/compute/store/paths'
import { config } from '@/lib/config'
import type { SimilarAnswer, SimilarFeature } from '@/lib/contract/feature-compute'
import { wholeList } from '@/lib/contract/scalars'
import { database } from '@/lib/db'
import { getPublished, type Published } from '@/lib/db/published'
import { type DictionaryRow, listDictionaries } from '@/lib/db/queries/dictionaries'
import { requireFeature } from '@/lib/db/queries/examples'
import { nameFeatures, UNNAMED } from '@/lib/db/queries/named-features'
import { vocabulary } from '@/lib/db/queries/vocabulary'
import { SemascopeError } from '@/lib/errors'
import { weightsOf } from './weights-of'

/** Features listed in the own dictionary, and dictionaries looked into. */
const NEAREST = 8
const DICTIONARIES = 8

/**
 * Nearest features of a feature in its own and in the other dictionaries that read the same tokens. Throws
 * `unsupported` for a neuron, `not_found` for an unknown feature, `busy` when too many wait.
 */
export async function similarTo(slug: string, feature: number): Promise<SimilarAnswer> {
  const own = await getPublished(await database(), slug)
  requireFeature(own, feature)
  if (own.kind === 'neurons')
    throw new SemascopeError(
      'unsupported',
      'neurons are not compared with features; see the neurons of a feature',
    )
  const looked = [own, ...(await comparable(own))]
  const words = await vocabulary((await database()).pool, own.tokenizerHash)
  const threads = sharedCompute()
  const store = storePaths(config().dataDir)
  const sequences = correlatedSequences(own.analysis)
  const weights = await Promise.all(looked.map(({ slug: name }) => weightsOf(name)))
  const special = Uint8Array.from({ length: weights[0].modelSpec.dVocab }, (_, id) =>
    id < words.size && !words.isSpecial(id) ? 0 : 1,
  )
  const { tokens, active, places } = await threads.call('similar', {
    places: weights.map(({ model, dictionary }) => ({
      model,
      dictionary,
      file: store.activations(dictionary.hash, own.analysis.corpusHash, sequences),
    })),
    feature,
    count: NEAREST,
    corpus: store.corpus(own.analysis.corpusHash),
    sequences,
    special,
    threads: threads.operatorThreads,
  })
  const items = places.map(async ({ cosines, correlations }, i) => ({
    dictionary: looked[i].slug,
    cosines:
      cosines &&
      (await named(
        looked[i],
        cosines.map((near) => ({ ...near, value: near.cosine })),
      )),
    correlations: await named(
      looked[i],
      correlations.map((near) => ({ ...near, value: near.pearson })),
    ),
  }))
  return { tokens, active, ...wholeList(await Promise.all(items)) }
}

async function named(
  { analysis, tokenizerHash }: DictionaryRow,
  found: readonly { readonly index: number; readonly value: number }[],
): Promise<SimilarFeature[]> {
  const names = analysis
    ? await nameFeatures(
        analysis.id,
        tokenizerHash,
        found.map(({ index }) => index),
      )
    : new Map<number, never>()
  return found.map(({ index, value }) => ({
    index,
    value,
    ...(names.get(index) ?? UNNAMED),
  }))
}

/** Published dictionaries that read the same tokens cut in the same way: those of the same model first. */
async function comparable(own: Published): Promise<DictionaryRow[]> {
  const { pool } = await database()
  const { rows } = await pool.query<{ slug: string }>(
    `SELECT o.slug FROM dictionary o JOIN model om ON om.id = o.model_id, dictionary d JOIN model m ON m.id = d.model_id
      WHERE d.id = $1 AND o.id <> d.id AND o.kind <> 'neurons' AND o.current_analysis_id IS NOT NULL
        AND om.tokenizer_hash = m.tokenizer_hash
        AND o.spec->'contextSize' = d.spec->'contextSize' AND o.spec->'prependBos' = d.spec->'prependBos'
      ORDER BY o.model_id <> d.model_id, o.slug LIMIT ${DICTIONARIES}`,
    [own.id],
  )
  const all = await listDictionaries(await database())
  return rows.flatMap(({ slug }) => all.find((row) => row.slug === slug) ?? [])
}
