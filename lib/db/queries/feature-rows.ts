import type { FeatureRow } from '@/lib/contract/schemas'
import { tagNames } from '@/lib/domain/motif'
import { STATISTIC_NAMES, STATISTICS, type StatisticName } from '@/lib/domain/statistics'
import { rowContext } from '../browse/row-context'
import { rowExamples } from '../browse/row-examples'
import { analysisKey, prepared } from '../prepared'
import type { Published } from '../published'
import type { Queryable } from '../transaction'
import { vocabulary } from './vocabulary'

/** Number of tokens that a row shows of those a feature fires on, and of those it raises. */
const TOKENS = 3
/** Number of tokens of context on each side of the strongest example. */
const BEFORE = 20
const AFTER = 14

interface Row extends Pick<FeatureRow, StatisticName | 'index' | 'label' | 'labelAuthor'> {
  readonly tags: number[] | null
  readonly stars: number
  readonly personTags: string[]
  readonly topTokens: number[]
  readonly promotedTokens: number[]
  readonly sparkline: number[]
  readonly before: number[] | null
  readonly token: number | null
  readonly after: number[] | null
}

const FIGURES = STATISTIC_NAMES.map((name) => `f.${STATISTICS[name].column} AS "${name}"`).join(', ')

/**
 * Returns features by number, in the given order, each with some of its strongest examples. Unknown numbers are left
 * out.
 */
export async function featureRows(
  db: Queryable,
  published: Published,
  indices: readonly number[],
  examples = 0,
): Promise<FeatureRow[]> {
  if (indices.length === 0) return []
  const [words, rows, strongest] = await Promise.all([
    vocabulary(db, published.tokenizerHash),
    readRows(db, published, indices),
    examples > 0 ? rowExamples(db, published, indices, examples) : null,
  ])
  return rows.map(({ before, token, after, stars, personTags, ...row }) => ({
    ...row,
    tags: row.tags && tagNames(row.tags),
    ...(stars > 0 ? { stars } : {}),
    ...(personTags.length > 0 ? { personTags } : {}),
    topTokens: words.texts(row.topTokens),
    promotedTokens: words.texts(row.promotedTokens),
    example: token === null ? null : rowContext(before ?? [], token, after ?? [], words),
    ...(strongest ? { examples: strongest.get(row.index) ?? [] } : {}),
  }))
}

/**
 * Reads the rows. Positions start at 0 and arrays at 1, so the example's token is element top_position + 1. The
 * sequence of each row is looked up on its own, because with a join the planner reads the whole corpus.
 */
async function readRows(db: Queryable, { analysis }: Published, indices: readonly number[]): Promise<Row[]> {
  const { rows } = await db.query<Row>(
    prepared(
      `SELECT f.index, f.label, f.label_author AS "labelAuthor", ${FIGURES}, f.tags, f.stars,
              f.person_tags AS "personTags", f.top_tokens[1:${TOKENS}] AS "topTokens",
              f.promoted_tokens[1:${TOKENS}] AS "promotedTokens", f.sparkline,
              s.token_ids[greatest(1, f.top_position + 1 - ${BEFORE}):f.top_position] AS before,
              s.token_ids[f.top_position + 1] AS token,
              s.token_ids[f.top_position + 2:f.top_position + 1 + ${AFTER}] AS after
         FROM unnest($2::integer[]) WITH ORDINALITY AS u(index, place)
         JOIN feature_stat f ON f.analysis_id = ${analysisKey(analysis.id)} AND f.index = u.index
         LEFT JOIN LATERAL (
           SELECT token_ids FROM sequence WHERE corpus_id = $1 AND index = f.top_sequence LIMIT 1) s ON true
        ORDER BY u.place`,
      [analysis.corpusId, indices],
    ),
  )
  return rows
}
