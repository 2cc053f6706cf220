import { LRUCache } from 'lru-cache'
import { sharedCompute } from '@/lib/compute/shared'
import type { TokenEffects } from '@/lib/compute/token-effects'
import type { TokenEffectsAnswer } from '@/lib/contract/feature-compute'
import { database } from '@/lib/db'
import { storeExampleEffects } from '@/lib/db/computed/examples'
import { getPublished, type Published } from '@/lib/db/published'
import { requireFeature } from '@/lib/db/queries/examples'
import { type Vocabulary, vocabulary } from '@/lib/db/queries/vocabulary'
import { occurringTokens, readTokenIds } from '@/lib/db/sequences'
import type { Queryable } from '@/lib/db/transaction'
import { isPositionwise } from '@/lib/domain/hook'
import { SemascopeError } from '@/lib/errors'
import { specialMask } from '@/lib/tokens/special-mask'
import { weightsOf } from './weights-of'

/** Keeps the last answers; one is a few kilobytes. */
const kept = new LRUCache<string, Promise<TokenEffectsAnswer>>({ max: 512 })

/** Keeps the tokens that occur in a corpus; a corpus never changes. */
const occurring = new LRUCache<number, Promise<ReadonlySet<number>>>({ max: 2 })

/**
 * Returns what a feature does to the next tokens at every place of a stored sequence where the feature fires. The answer
 * is computed once and kept. Throws `not_found` for an unknown dictionary, feature or sequence, and `busy` if too many
 * requests wait.
 */
export async function tokenEffectsOf(
  slug: string,
  feature: number,
  sequence: number,
): Promise<TokenEffectsAnswer> {
  const db = await database()
  const dictionary = await getPublished(db, slug)
  requireFeature(dictionary, feature)
  const key = `${dictionary.analysis.id}/${feature}/${sequence}`
  let answer = kept.get(key)
  if (!answer) {
    answer = compute(db.pool, dictionary, feature, sequence)
    kept.set(key, answer)
    answer.catch(() => kept.delete(key))
  }
  return answer
}

async function compute(
  db: Queryable,
  dictionary: Published,
  feature: number,
  sequence: number,
): Promise<TokenEffectsAnswer> {
  const { slug, analysis } = dictionary
  const [weights, words, tokenIds, seen] = await Promise.all([
    weightsOf(db, slug),
    vocabulary(db, dictionary.tokenizerHash),
    storedSequence(db, dictionary, sequence),
    seenTokens(db, analysis.corpusId),
  ])
  const { dVocab, nLayers } = weights.modelSpec
  const special = specialMask(words, dVocab)
  const excluded = special.map((mark, id) => (mark === 1 || !seen.has(id) ? 1 : 0))
  const threads = sharedCompute()
  const effects = await threads.call('tokenEffects', {
    model: weights.model,
    dictionary: weights.dictionary,
    threads: threads.operatorThreads,
    feature,
    tokenIds,
    special,
    excluded,
  })
  // what took a reader's time is kept for the next one
  await storeExampleEffects(db, analysis.id, [
    {
      index: feature,
      sequence,
      positions: effects.places.map(({ position }) => position),
      lossEffects: effects.places.map(({ lossEffect }) => lossEffect),
    },
  ])
  return toAnswer(effects, sequence, !isPositionwise(dictionary.hook, nLayers), words)
}

function toAnswer(
  { places, nextWeights }: TokenEffects,
  sequence: number,
  wholeSequence: boolean,
  words: Vocabulary,
): TokenEffectsAnswer {
  const listed = (tokens: TokenEffects['places'][number]['raised']) =>
    tokens.map(({ token, value }) => ({ id: token, ...words.text(token), value: rounded(value) }))
  return {
    sequence,
    wholeSequence,
    items: places.map(({ position, activation, lossEffect, raised, lowered }) => ({
      position,
      activation,
      lossEffect,
      raised: listed(raised),
      lowered: listed(lowered),
    })),
    nextWeights:
      nextWeights && Array.from(nextWeights, (weight) => (Number.isNaN(weight) ? null : rounded(weight))),
    nextCursor: null,
  }
}

/** Differences below this are lost in float32. */
const rounded = (value: number) => Number(value.toPrecision(7))

async function storedSequence(
  db: Queryable,
  { slug, analysis }: Published,
  sequence: number,
): Promise<Int32Array> {
  const tokenIds = sequence < analysis.sequences && (await readTokenIds(db, analysis.corpusId, sequence))
  if (!tokenIds)
    throw new SemascopeError(
      'not_found',
      `the analysis of ${slug} has the sequences 0 to ${analysis.sequences - 1}; there is no ${sequence}`,
    )
  return tokenIds
}

function seenTokens(db: Queryable, corpusId: number): Promise<ReadonlySet<number>> {
  let seen = occurring.get(corpusId)
  if (!seen) {
    seen = occurringTokens(db, corpusId)
    occurring.set(corpusId, seen)
    seen.catch(() => occurring.delete(corpusId))
  }
  return seen
}
