import { LRUCache } from 'lru-cache'
import { sharedCompute } from '@/lib/compute/shared'
import type { Similar } from '@/lib/compute/similar'
import type { Payload } from '@/lib/compute/tasks'
import type { SimilarAnswer, SimilarFeature } from '@/lib/contract/feature-compute'
import { wholeList } from '@/lib/contract/scalars'
import { type Database, database } from '@/lib/db/database'
import { getPublished, type Published, requirePublished } from '@/lib/db/published'
import { type DictionaryRow, listDictionaries, type PublishedAnalysis } from '@/lib/db/queries/dictionaries'
import { requireFeature } from '@/lib/db/queries/examples'
import { nameFeatures, UNNAMED } from '@/lib/db/queries/named-features'
import { comparableDictionaries } from '@/lib/db/weights'
import { SemascopeError } from '@/lib/errors'
import { storedFiles } from './stored-activations'
import { weightsOf } from './weights-of'

/** Most features listed of the own dictionary, and most dictionaries searched. */
const NEAREST = 8
const DICTIONARIES = 8

const answers = new LRUCache<string, Similar>({ max: 256 })

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
  const weights = await Promise.all(looked.map(({ slug: name }) => weightsOf(db.pool, name)))
  const tokens = own.analysis.contentTokens
  const { active, places } = await nearest(own.analysis, {
    places: weights.map(({ model, dictionary }) => ({
      model,
      dictionary,
      files: storedFiles(own, { model, dictionary }),
    })),
    feature,
    count: NEAREST,
    tokens,
  })
  const items = places.map(async ({ cosines, correlations }, i) => ({
    dictionary: looked[i].slug,
    cosines:
      cosines &&
      (await named(
        looked[i],
        cosines.map((near) => ({ ...near, value: near.cosine })),
      )),
    correlations:
      correlations &&
      (await named(
        looked[i],
        correlations.map((near) => ({ ...near, value: near.pearson })),
      )),
  }))
  return { tokens, active, ...wholeList(await Promise.all(items)) }
}

/** Returns what a compute thread finds. Weights and files never change, so an answer is kept under their names. */
async function nearest(
  { corpusHash, sequences }: PublishedAnalysis,
  request: Omit<Payload<'similar'>, 'threads'>,
): Promise<Similar> {
  const key = JSON.stringify([
    request.feature,
    corpusHash,
    sequences,
    request.places.map(({ model, dictionary, files }) => [model.hash, dictionary.hash, files !== null]),
  ])
  const known = answers.get(key)
  if (known) return known
  const threads = sharedCompute()
  const answer = await threads.call('similar', { ...request, threads: threads.operatorThreads })
  answers.set(key, answer)
  return answer
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
