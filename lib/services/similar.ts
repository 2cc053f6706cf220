import { correlatedSequences } from '@/lib/compute/correlated-sequences'
import { sharedCompute } from '@/lib/compute/shared'
import { storePaths } from '@/lib/compute/store/paths'
import { config } from '@/lib/config'
import type { SimilarAnswer, SimilarFeature } from '@/lib/contract/feature-compute'
import { wholeList } from '@/lib/contract/scalars'
import { type Database, database } from '@/lib/db/database'
import { getPublished, type Published, requirePublished } from '@/lib/db/published'
import { type DictionaryRow, listDictionaries } from '@/lib/db/queries/dictionaries'
import { requireFeature } from '@/lib/db/queries/examples'
import { nameFeatures, UNNAMED } from '@/lib/db/queries/named-features'
import { vocabulary } from '@/lib/db/queries/vocabulary'
import { comparableDictionaries } from '@/lib/db/weights'
import { SemascopeError } from '@/lib/errors'
import { specialMask } from '@/lib/tokens/special-mask'
import { weightsOf } from './weights-of'

/** Most features listed of the own dictionary, and most dictionaries searched. */
const NEAREST = 8
const DICTIONARIES = 8

/**
 * Returns the features nearest to a feature, in its own and in the other dictionaries that read the same tokens. Throws
 * `unsupported` for a neuron, `not_found` for an unknown feature, and `busy` if too many requests wait.
 */
export async function similarTo(slug: string, feature: number): Promise<SimilarAnswer> {
  const db = await database()
  const own = await getPublished(db, slug)
  requireFeature(own, feature)
  if (own.kind === 'neurons')
    throw new SemascopeError(
      'unsupported',
      'neurons are not compared with features; look at the neurons of a feature instead',
    )
  const looked = [own, ...(await comparable(db, own))]
  const words = await vocabulary(db.pool, own.tokenizerHash)
  const threads = sharedCompute()
  const store = storePaths(config().dataDir)
  const sequences = correlatedSequences(own.analysis)
  const weights = await Promise.all(looked.map(({ slug: name }) => weightsOf(db.pool, name)))
  const special = specialMask(words, weights[0].modelSpec.dVocab)
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
  dictionary: DictionaryRow,
  found: readonly { readonly index: number; readonly value: number }[],
): Promise<SimilarFeature[]> {
  const { pool } = await database()
  const names = await nameFeatures(
    pool,
    requirePublished(dictionary),
    found.map(({ index }) => index),
  )
  return found.map(({ index, value }) => {
    const { label, topTokens, promotedTokens } = names.get(index) ?? UNNAMED
    return { index, value, label, topTokens, promotedTokens }
  })
}

/** Returns the published dictionaries that read the same tokens in the same windows, those of the same model first. */
async function comparable(db: Database, own: Published): Promise<DictionaryRow[]> {
  const [slugs, all] = await Promise.all([
    comparableDictionaries(db.pool, own.id, DICTIONARIES),
    listDictionaries(db),
  ])
  return slugs.flatMap((slug) => all.find((row) => row.slug === slug) ?? [])
}
