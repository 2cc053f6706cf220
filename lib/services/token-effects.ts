import { sharedCompute } from '@/lib/compute/shared'
import type { TokenEffects } from '@/lib/compute/token-effects'
import type { TokenEffectsAnswer } from '@/lib/contract/feature-compute'
import { database } from '@/lib/db'
import { getPublished, type Published } from '@/lib/db/published'
import { requireFeature } from '@/lib/db/queries/examples'
import { type Vocabulary, vocabulary } from '@/lib/db/queries/vocabulary'
import { isPositionwise } from '@/lib/domain/hook'
import { SemascopeError } from '@/lib/errors'
import { weightsOf } from './weights-of'

/** Answers a process keeps; one is a few kilobytes. */
const KEPT = 512
const kept = new Map<string, Promise<TokenEffectsAnswer>>()

/**
 * What a feature does to the next tokens at every place of a stored sequence where it fires. Computed once and kept.
 * Throws `not_found` for an unknown dictionary, feature or sequence, `busy` when too many wait.
 */
export async function tokenEffectsOf(
  slug: string,
  feature: number,
  sequence: number,
): Promise<TokenEffectsAnswer> {
  const dictionary = await getPublished(await database(), slug)
  requireFeature(dictionary, feature)
  const key = `${dictionary.analysis.id}/${feature}/${sequence}`
  const known = kept.get(key)
  kept.delete(key)
  const answer = known ?? compute(dictionary, feature, sequence)
  kept.set(key, answer)
  answer.catch(() => kept.delete(key))
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest)
  return answer
}

async function compute(
  dictionary: Published,
  feature: number,
  sequence: number,
): Promise<TokenEffectsAnswer> {
  const { slug, analysis } = dictionary
  const { pool } = await database()
  const [weights, words, tokenIds, seen] = await Promise.all([
    weightsOf(slug),
    vocabulary(pool, dictionary.tokenizerHash),
    readSequence(dictionary, sequence),
    seenTokens(analysis.corpusId),
  ])
  const { dVocab, nLayers } = weights.modelSpec
  const special = Uint8Array.from({ length: dVocab }, (_, id) =>
    id < words.size && !words.isSpecial(id) ? 0 : 1,
  )
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

/** What float32 can tell apart. */
const rounded = (value: number) => Number(value.toPrecision(7))

async function readSequence({ slug, analysis }: Published, sequence: number): Promise<Int32Array> {
  const { pool } = await database()
  const { rows } = await pool.query<{ token_ids: number[] }>(
    'SELECT token_ids FROM sequence WHERE corpus_id = $1 AND index = $2',
    [analysis.corpusId, sequence],
  )
  if (sequence >= analysis.sequences || !rows[0])
    throw new SemascopeError(
      'not_found',
      `the analysis of ${slug} has sequences 0 to ${analysis.sequences - 1}, not ${sequence}`,
    )
  return Int32Array.from(rows[0].token_ids)
}

const seenIn = new Map<number, Promise<Set<number>>>()

/** Tokens that occur in a corpus; a corpus never changes. */
function seenTokens(corpusId: number): Promise<Set<number>> {
  let seen = seenIn.get(corpusId)
  if (!seen) {
    seen = readSeen(corpusId)
    seenIn.clear()
    seenIn.set(corpusId, seen)
    seen.catch(() => seenIn.delete(corpusId))
  }
  return seen
}

async function readSeen(corpusId: number): Promise<Set<number>> {
  const { pool } = await database()
  const { rows } = await pool.query<{ token_id: number }>(
    'SELECT token_id FROM corpus_token WHERE corpus_id = $1 AND count > 0',
    [corpusId],
  )
  return new Set(rows.map((row) => row.token_id))
}
