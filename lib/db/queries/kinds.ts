/**
 * Finds features by the kind of tokens on which they fire, such as Arabic letters or quotation marks. A feature is of a kind
 * if at least half of its summed activation is on tokens of the kind and it fires at least 20 times. The sums come from the
 * stored lists of tokens, which have every feature; those of an older analysis may leave out some activation, so that a
 * share is never too high.
 */
import type { LabelHit } from '@/lib/contract/search'
import { kindsNamed, TOKEN_KINDS, type TokenKind } from '@/lib/domain/token-kinds'
import { formatPercent } from '@/lib/view/format'
import { tokenName } from '@/lib/view/token-view'
import { POSTING_KINDS } from '../computed/postings'
import { analysisKey, prepared } from '../prepared'
import type { Published } from '../published'
import { cached } from '../shared-cache'
import type { Queryable } from '../transaction'
import { nameFeatures } from './named-features'
import { type Vocabulary, vocabulary } from './vocabulary'

const MIN_SHARE = 0.5
const MIN_COUNT = 20
/** Number of the next tokens a feature raises most among which a second kind is looked for. */
const RAISED = 10
/** Kinds of dictionaries that are kept in memory. */
const KEPT = 256

export interface KindMember {
  readonly index: number
  /** Share of the feature's summed activation on tokens of the kind. */
  readonly share: number
}

interface Limits {
  /** Highest density of a feature, as a fraction. */
  readonly maxDensity?: number | undefined
  readonly limit: number
}

/** Returns the features of a kind, the purest first. They never change for an analysis, so they are kept in memory. */
function featuresOfKind(
  db: Queryable,
  { analysis, tokenizerHash }: Published,
  kind: TokenKind,
): Promise<readonly KindMember[]> {
  const key = JSON.stringify([analysis.id, tokenizerHash, TOKEN_KINDS.indexOf(kind)])
  return cached(db, key, { name: 'kinds', max: KEPT, read: (wanted) => readMembers(db, wanted) })
}

/** @param key the analysis, its tokenizer and the place of the kind, as JSON */
async function readMembers(db: Queryable, key: string): Promise<KindMember[]> {
  const [analysisId, tokenizerHash, place] = JSON.parse(key) as [number, string, number]
  const ids = (await vocabulary(db, tokenizerHash)).having(TOKEN_KINDS[place].holds)
  if (ids.length === 0) return []
  const { rows } = await db.query<{ index: number; mass: number; sum: number }>(
    prepared(
      `SELECT d.index, p.mass, d.activation_sum AS sum
         FROM (SELECT u.feature, sum(u.mass::float8) AS mass
                 FROM token_posting t, unnest(t.features, t.values) AS u(feature, mass)
                WHERE t.analysis_id = ${analysisKey(analysisId)} AND t.kind = ${POSTING_KINDS.mass}
                  AND t.token_id = ANY($1::int[]) GROUP BY u.feature) p
         JOIN feature_detail d ON d.analysis_id = ${analysisKey(analysisId)} AND d.index = p.feature
         JOIN feature_stat s ON s.analysis_id = ${analysisKey(analysisId)} AND s.index = p.feature
        WHERE s.count >= ${MIN_COUNT} AND d.activation_sum > 0 AND p.mass >= ${MIN_SHARE} * d.activation_sum`,
      [ids],
    ),
  )
  return (
    rows
      // the masses are rounded on their own, so a share may be above 1 by a little
      .map(({ index, mass, sum }) => ({ index, share: Math.min(1, mass / sum) }))
      .sort((a, b) => b.share - a.share || a.index - b.index)
  )
}

/** Returns the kinds of which the dictionary has features, with how many. */
export async function kindsPresent(
  db: Queryable,
  dictionary: Published,
): Promise<{ kind: TokenKind; members: readonly KindMember[] }[]> {
  const all = await Promise.all(
    TOKEN_KINDS.map(async (kind) => ({ kind, members: await featuresOfKind(db, dictionary, kind) })),
  )
  return all.filter(({ members }) => members.length > 0)
}

/**
 * Returns the features of the kind that a text names. If it names more, as "quote of a path" does, only those that also
 * raise a next token of the other kinds, where there are any. Returns none if the text is not only names of kinds.
 */
export async function searchKinds(
  db: Queryable,
  dictionary: Published,
  text: string,
  { maxDensity, limit }: Limits,
): Promise<{ items: LabelHit[]; total: number }> {
  const [kind, ...others] = kindsNamed(text)
  if (!kind) return { items: [], total: 0 }
  const members = await featuresOfKind(db, dictionary, kind)
  const { found, raised } = await raising(db, dictionary, members, others)
  const names = await nameFeatures(
    db,
    dictionary,
    found.map(({ index }) => index),
  )
  const hits = found.flatMap(({ index, share }): LabelHit[] => {
    const named = names.get(index)
    if (!named || (maxDensity !== undefined && named.density > maxDensity)) return []
    const { label, labelAuthor, labelScore, density, maxActivation, topTokens } = named
    const raises = raised.get(index)
    const why = `${formatPercent(share, 2)} of its activation is on ${kind.name}${raises ? `; it raises ${raises}` : ''}`
    return [
      {
        ...{ index, density, label, topTokens, maxActivation, why },
        ...{ author: labelAuthor, score: labelScore, match: 'kind' },
      },
    ]
  })
  return { items: hits.slice(0, limit), total: hits.length }
}

/** Keeps the features that raise a token of every other kind; all of them if none does. */
async function raising(
  db: Queryable,
  dictionary: Published,
  members: readonly KindMember[],
  others: readonly TokenKind[],
): Promise<{ found: readonly KindMember[]; raised: ReadonlyMap<number, string> }> {
  if (others.length === 0) return { found: members, raised: new Map() }
  const [words, { rows }] = await Promise.all([
    vocabulary(db, dictionary.tokenizerHash),
    db.query<{ index: number; promoted: number[] }>(
      prepared(
        `SELECT index, promoted_ids[1:${RAISED}] AS promoted FROM feature_detail
          WHERE analysis_id = ${analysisKey(dictionary.analysis.id)} AND index = ANY($1::int[])`,
        [members.map(({ index }) => index)],
      ),
    ),
  ])
  const raised = new Map<number, string>()
  for (const { index, promoted } of rows) {
    const firsts = others.map((kind) => firstOf(words, promoted, kind))
    if (firsts.every((first) => first !== undefined)) raised.set(index, firsts.join(' and '))
  }
  const found = members.filter(({ index }) => raised.has(index))
  return found.length > 0 ? { found, raised } : { found: members, raised }
}

function firstOf(words: Vocabulary, ids: readonly number[], kind: TokenKind): string | undefined {
  const first = words.texts(ids).find(kind.holds)
  return first && `“${tokenName(first)}”`
}
