/**
 * The columns of feature_stat that people change: lists filter, order and show them next to the computed statistics.
 * Every write that changes these columns refreshes them in its own transaction, after it took the lock that keeps out
 * other writers of the same feature and a publication of its dictionary.
 */
import { SemascopeError } from '@/lib/errors'
import type { StatementRunner } from './statement-runner'

/** The columns that `refreshShown` fills; all but the label's text, author, score and figures are left out of dumps. */
export const PEOPLES_COLUMNS = ['label_kind', 'stars', 'annotated', 'study_score', 'person_tags'] as const

export interface OfFeature {
  readonly dictionaryId: number
  readonly index: number
}

/**
 * Locks a feature for a write that changes what lists show of it, and returns the current analysis of its dictionary,
 * or null. Until the end of the transaction the dictionary cannot be published, and a second writer of the feature
 * waits. Call it before any other row is locked. Throws `not_found` if there is no such feature.
 */
export async function lockFeature(
  runner: StatementRunner,
  { dictionaryId, index }: OfFeature,
): Promise<number | null> {
  const [dictionary] = await runner.rows<{ analysisId: number | null }>(
    'SELECT current_analysis_id AS "analysisId" FROM dictionary WHERE id = $1 FOR SHARE',
    [dictionaryId],
  )
  if (!dictionary) throw new SemascopeError('not_found', `there is no dictionary ${dictionaryId}`)
  const features = await runner.rows(
    'SELECT 1 AS found FROM feature WHERE dictionary_id = $1 AND "index" = $2 FOR NO KEY UPDATE',
    [dictionaryId, index],
  )
  if (features.length === 0)
    throw new SemascopeError('not_found', `there is no feature ${index} in dictionary ${dictionaryId}`)
  return dictionary.analysisId
}

/**
 * Locks all features of a dictionary for a write that changes what lists show of many, and returns its current
 * analysis, or null. It waits for every writer of one feature, and keeps out other writers and a publication. Throws
 * `not_found` if there is no such dictionary.
 */
export async function lockFeatures(runner: StatementRunner, dictionaryId: number): Promise<number | null> {
  const [dictionary] = await runner.rows<{ analysisId: number | null }>(
    'SELECT current_analysis_id AS "analysisId" FROM dictionary WHERE id = $1 FOR NO KEY UPDATE',
    [dictionaryId],
  )
  if (!dictionary) throw new SemascopeError('not_found', `there is no dictionary ${dictionaryId}`)
  return dictionary.analysisId
}

export interface ShownOf {
  readonly dictionaryId: number
  /** Null for a dictionary without a current analysis: then nothing is refreshed. */
  readonly analysisId: number | null
  /** One feature. Without index and range: all features of the analysis. */
  readonly index?: number
  /** Features from `from` to `to` − 1. */
  readonly from?: number
  readonly to?: number
}

/** Greatest number of a feature. */
const LAST = 2_147_483_647

/**
 * Refreshes the columns of feature_stat that people change, in one analysis. The label shown is the newest one by a
 * person that is not retired, else the rules' of this analysis, else another explainer's of this analysis, else none.
 * Rows that stay the same are not written.
 */
export async function refreshShown(runner: StatementRunner, of: ShownOf): Promise<void> {
  const {
    dictionaryId,
    analysisId,
    index,
    from = index ?? 0,
    to = index === undefined ? LAST : index + 1,
  } = of
  if (analysisId === null) return
  await runner.run(
    `WITH labelled AS (
       SELECT DISTINCT ON ("index") "index", text, author, author_kind, score, evidence FROM label
       WHERE dictionary_id = $1 AND retired_at IS NULL AND (analysis_id IS NULL OR analysis_id = $2)
         AND "index" >= $3 AND "index" < $4
       ORDER BY "index", author_kind = 'person' DESC, author_kind = 'rules' DESC, created_at DESC, id DESC
     ), starred AS (
       SELECT "index", count(*)::integer AS stars FROM star
       WHERE dictionary_id = $1 AND retired_at IS NULL AND "index" >= $3 AND "index" < $4 GROUP BY "index"
     ), annotated AS (
       SELECT DISTINCT "index" FROM annotation
       WHERE dictionary_id = $1 AND retired_at IS NULL AND "index" >= $3 AND "index" < $4
     ), studied AS (
       SELECT "index", score FROM feature_study_score
       WHERE dictionary_id = $1 AND "index" >= $3 AND "index" < $4
     ), tagged AS (
       SELECT "index", array_agg(DISTINCT tag ORDER BY tag) AS tags FROM person_tag
       WHERE dictionary_id = $1 AND retired_at IS NULL AND "index" >= $3 AND "index" < $4 GROUP BY "index"
     ), next AS (
       SELECT f."index", l.text AS label, l.author AS label_author, l.author_kind AS label_kind,
              l.score AS label_score, (l.evidence->>'precision')::real AS label_precision,
              (l.evidence->>'recall')::real AS label_recall,
              (l.evidence->>'activationShare')::real AS label_activation_share, coalesce(s.stars, 0) AS stars,
              a."index" IS NOT NULL OR t."index" IS NOT NULL AS annotated, t.score AS study_score,
              coalesce(p.tags, '{}') AS person_tags
       FROM feature_stat f
       LEFT JOIN labelled l ON l."index" = f."index"
       LEFT JOIN starred s ON s."index" = f."index"
       LEFT JOIN annotated a ON a."index" = f."index"
       LEFT JOIN studied t ON t."index" = f."index"
       LEFT JOIN tagged p ON p."index" = f."index"
       WHERE f.analysis_id = $2 AND f."index" >= $3 AND f."index" < $4
     )
     UPDATE feature_stat f SET ${COLUMNS.map((column) => `${column} = n.${column}`).join(', ')}
     FROM next n
     WHERE f.analysis_id = $2 AND f."index" = n."index"
       AND (${COLUMNS.map((column) => `f.${column}`).join(', ')})
         IS DISTINCT FROM (${COLUMNS.map((column) => `n.${column}`).join(', ')})`,
    [dictionaryId, analysisId, from, to],
  )
}

const COLUMNS = [
  ...['label', 'label_author', 'label_score', 'label_precision', 'label_recall', 'label_activation_share'],
  ...PEOPLES_COLUMNS,
]
