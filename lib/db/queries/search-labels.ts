import type { LabelHit, LabelMatch } from '@/lib/contract/search'
import { analysisKey } from '../prepared'
import type { Published } from '../published'
import { type Pool, type Queryable, transaction } from '../transaction'
import { searchKinds } from './kinds'
import { type LabelCondition, misspeltWords, typedWords, wordsOf } from './label-conditions'
import { nameFeatures, UNNAMED } from './named-features'

/** Lowest share of trigrams that similar words have in common: "brakets" and "bracket" have .375. */
const SIMILARITY = 0.35

/** Kinds of matches, by the rank of typedWords. */
const MATCHES: readonly LabelMatch[] = ['label', 'start', 'words', 'stems']

interface Options {
  /** Highest density of a feature, as a fraction. */
  readonly maxDensity?: number | undefined
  readonly limit: number
}

interface Hit extends Omit<LabelHit, 'label' | 'topTokens' | 'match' | 'why'> {
  readonly rank: number
  readonly total: number
}

/** Features found by words. */
export interface FoundByWords {
  readonly items: LabelHit[]
  /** Number of all features found. */
  readonly total: number
  /** Number of those that are found by the kind of their tokens and not by their label. */
  readonly ofKind: number
}

/**
 * Returns features by their shown label: first the label that is the text, then labels that begin with it, have all its
 * words in any order, or have other English forms of them; then features of the kind of tokens that the text names. If there
 * are none, returns labels with similar words. Among equal labels the highest score comes first, then the lowest index.
 */
export async function searchLabels(
  pool: Pool,
  dictionary: Published,
  q: string,
  options: Options,
): Promise<FoundByWords> {
  const text = q.trim()
  // no label has a zero byte, and Postgres refuses texts with one
  if (wordsOf(text).length === 0 || text.includes('\0')) return { items: [], total: 0, ofKind: 0 }
  const [typed, kinds] = await Promise.all([
    hitsOf(pool, dictionary, typedWords(text, 2), options),
    searchKinds(pool, dictionary, text, { ...options, limit: Number.POSITIVE_INFINITY }),
  ])
  if (typed.length === 0 && kinds.total === 0) {
    const similar = await misspelt(pool, dictionary, text, options)
    const items = await named(pool, dictionary, similar, () => 'similar')
    return { items, total: similar[0]?.total ?? 0, ofKind: 0 }
  }
  const labels = await named(pool, dictionary, typed, (rank) => MATCHES[rank])
  const known = new Set(labels.map(({ index }) => index))
  const ofKind = kinds.items.filter(({ index }) => !known.has(index))
  return {
    items: [...labels, ...ofKind].slice(0, options.limit),
    total: (typed[0]?.total ?? 0) + ofKind.length,
    ofKind: ofKind.length,
  }
}

/** Returns the feature with a number as a search result; no result if the analysis lacks it. */
export async function searchNumber(db: Queryable, dictionary: Published, index: number): Promise<LabelHit[]> {
  const condition = { where: 'index = $3::int', rank: '0', values: [String(index)] }
  return named(db, dictionary, await hitsOf(db, dictionary, condition, { limit: 1 }), () => 'number')
}

async function named(
  db: Queryable,
  dictionary: Published,
  hits: readonly Hit[],
  matchOf: (rank: number) => LabelMatch,
): Promise<LabelHit[]> {
  const indices = hits.map(({ index }) => index)
  const names = await nameFeatures(db, dictionary, indices)
  return hits.map(({ rank, total: _, ...hit }) => {
    const { label, topTokens } = names.get(hit.index) ?? UNNAMED
    return { ...hit, label, topTokens, match: matchOf(rank), why: null }
  })
}

async function misspelt(
  pool: Pool,
  dictionary: Published,
  text: string,
  options: Options,
): Promise<readonly Hit[]> {
  const condition = misspeltWords(text, 2)
  if (condition === null) return []
  return transaction(pool, async (client) => {
    await client.query(`SELECT set_config('pg_trgm.word_similarity_threshold', $1, true)`, [
      String(SIMILARITY),
    ])
    return hitsOf(client, dictionary, condition, options)
  })
}

/** Runs the search. The statement is planned each time, because the best index depends on the typed text. */
async function hitsOf(
  db: Queryable,
  dictionary: Published,
  { where, rank, values }: LabelCondition,
  { maxDensity, limit }: Options,
): Promise<readonly Hit[]> {
  const { rows } = await db.query<Hit>(
    `SELECT index, density, label_author AS author, label_score AS score, max_activation AS "maxActivation",
            ${rank} AS rank, count(*) OVER () AS total
       FROM feature_stat
      WHERE analysis_id = ${analysisKey(dictionary.analysis.id)} AND ${where}
        AND ($2::float8 IS NULL OR density <= $2)
      ORDER BY rank, label_score DESC NULLS LAST, index LIMIT $1`,
    [limit, maxDensity ?? null, ...values],
  )
  return rows
}
