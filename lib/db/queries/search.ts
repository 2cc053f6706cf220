import type { FiresOn, LabelHit, Moves, SearchSort } from '@/lib/api/search'
import { featureColumns } from '../columns/load'
import { lowerLabels } from '../columns/match'
import { database } from '../index'
import type { Analysed } from './analysed'
import { featureRows } from './feature-rows'
import { vocabulary } from './vocabulary'

const KINDS = { activation: 0, promotes: 1, suppresses: 2 } as const
const LITERALS = 3

interface Limits {
  /** Greatest density of a feature, a fraction. */
  readonly maxDensity?: number | undefined
  readonly limit: number
}

export interface Ranked<Item> {
  readonly items: readonly Item[]
  /** Features with a non-zero statistic; for several tokens the largest of theirs. */
  readonly total: number
  /** Features the stored lists keep, of which `maxDensity` may leave fewer. */
  readonly kept: number
  /** Features left after `maxDensity`, before `limit`. */
  readonly found: number
}

interface FeatureColumns {
  index: number
  density: number
  label: string | null
  top_tokens: number[]
}

/**
 * Features by what they do on any of the tokens. Sums run over the stored lists: where one of several tokens
 * has its list cut, a feature's figures count the tokens that keep it.
 */
export async function searchFiresOn(
  dictionary: Analysed,
  ids: readonly number[],
  options: Limits & { sort: SearchSort; occurrences: number | null },
): Promise<Ranked<FiresOn>> {
  const { pool } = await database()
  const order = { activation: 'e.mass / e.count', share: 'share', max: 'e.maximum' }[options.sort]
  const { rows } = await pool.query<
    FeatureColumns & {
      count: number
      mass: number
      maximum: number
      share: number
      kept: number
      found: number
    }
  >(
    `WITH entry AS (
       SELECT u.feature, u.mass::float8, u.count::bigint, u.maximum
       FROM token_posting p, unnest(p.features, p.values, p.counts, p.maxima) AS u(feature, mass, count, maximum)
       WHERE p.analysis_id = $1 AND p.kind = 0 AND p.token_id = ANY($2::int[]) AND u.count > 0
     ), summed AS (
       SELECT feature, sum(mass) AS mass, sum(count)::bigint AS count, max(maximum) AS maximum
       FROM entry GROUP BY feature
     )
     SELECT s.index, s.density, s.label, s.top_tokens, e.count, e.mass, e.maximum,
            coalesce(e.mass / nullif(d.activation_sum, 0), 0) AS share,
            (SELECT count(*) FROM summed) AS kept, count(*) OVER () AS found
     FROM summed e
     JOIN feature_stat s ON s.analysis_id = $1 AND s.index = e.feature
     JOIN feature_detail d ON d.analysis_id = $1 AND d.index = e.feature
     WHERE $3::float8 IS NULL OR s.density <= $3
     ORDER BY ${order} DESC, s.index LIMIT $4`,
    [dictionary.analysis.id, ids, options.maxDensity ?? null, options.limit],
  )
  const vocab = await vocabulary(dictionary.tokenizerHash)
  return {
    items: rows.map((row) => ({
      index: row.index,
      density: row.density,
      label: row.label,
      topTokens: vocab.texts(row.top_tokens.slice(0, LITERALS)),
      count: row.count,
      occurrences: options.occurrences,
      mean: row.mass / row.count,
      max: row.maximum,
      share: row.share,
    })),
    ...(await sizes(dictionary, ids, 'activation', rows[0])),
  }
}

/** Features that raise or lower the logit of a token most; of several tokens the strongest effect counts. */
export async function searchMoves(
  dictionary: Analysed,
  ids: readonly number[],
  by: 'promotes' | 'suppresses',
  options: Limits,
): Promise<Ranked<Moves>> {
  const { pool } = await database()
  const { rows } = await pool.query<FeatureColumns & { value: number; kept: number; found: number }>(
    `WITH entry AS (
       SELECT DISTINCT ON (u.feature) u.feature, u.value
       FROM token_posting p, unnest(p.features, p.values) AS u(feature, value)
       WHERE p.analysis_id = $1 AND p.kind = $5 AND p.token_id = ANY($2::int[])
       ORDER BY u.feature, abs(u.value) DESC
     )
     SELECT s.index, s.density, s.label, s.top_tokens, e.value,
            (SELECT count(*) FROM entry) AS kept, count(*) OVER () AS found
     FROM entry e JOIN feature_stat s ON s.analysis_id = $1 AND s.index = e.feature
     WHERE $3::float8 IS NULL OR s.density <= $3
     ORDER BY abs(e.value) DESC, s.index LIMIT $4`,
    [dictionary.analysis.id, ids, options.maxDensity ?? null, options.limit, KINDS[by]],
  )
  const vocab = await vocabulary(dictionary.tokenizerHash)
  return {
    items: rows.map((row) => ({
      index: row.index,
      density: row.density,
      label: row.label,
      topTokens: vocab.texts(row.top_tokens.slice(0, LITERALS)),
      value: row.value,
    })),
    ...(await sizes(dictionary, ids, by, rows[0])),
  }
}

async function sizes(
  dictionary: Analysed,
  ids: readonly number[],
  by: keyof typeof KINDS,
  first: { kept: number; found: number } | undefined,
) {
  const { pool } = await database()
  const { rows } = await pool.query<{ total: number | null; kept: number | null }>(
    `SELECT max(total) AS total, max(cardinality(features)) AS kept FROM token_posting
      WHERE analysis_id = $1 AND kind = $2 AND token_id = ANY($3::int[])`,
    [dictionary.analysis.id, KINDS[by], ids],
  )
  return {
    total: rows[0]?.total ?? 0,
    kept: first?.kept ?? rows[0]?.kept ?? 0,
    found: first?.found ?? 0,
  }
}

/** Features whose shown label has all the words, whole matches first, then by score. */
export async function searchLabels(
  dictionary: Analysed,
  q: string,
  options: Limits,
): Promise<{ items: LabelHit[]; total: number }> {
  const columns = await featureColumns({ dictionary, analysis: dictionary.analysis })
  const words = q
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const { density, score } = columns.numbers
  const hits = lowerLabels(columns).flatMap((label, index) =>
    label !== '' &&
    words.every((word) => label.includes(word)) &&
    (options.maxDensity === undefined || density[index] <= options.maxDensity)
      ? [
          {
            index,
            place: placeOf(label, q.toLowerCase()),
            score: Number.isNaN(score[index]) ? -2 : score[index],
          },
        ]
      : [],
  )
  hits.sort((a, b) => a.place - b.place || b.score - a.score || a.index - b.index)
  const rows = await featureRows(
    { dictionary, analysis: dictionary.analysis },
    hits.slice(0, options.limit).map(({ index }) => index),
    await vocabulary(dictionary.tokenizerHash),
  )
  return {
    items: rows.map((row) => ({
      index: row.index,
      density: row.density,
      label: row.label,
      topTokens: row.topTokens,
      author: row.labelAuthor,
      score: row.labelScore,
      maxActivation: row.maxActivation,
    })),
    total: hits.length,
  }
}

/** 0 for the text itself, 1 for a label that begins with it, 2 for the others. */
function placeOf(label: string, q: string): number {
  if (label === q) return 0
  return label.startsWith(q) ? 1 : 2
}
