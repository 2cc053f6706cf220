/**
 * The columns of feature_stat that people change: what lists filter, order and show beside the computed statistics. Every
 * write that changes them refreshes them in its own transaction.
 */
import type { StatementRunner } from './statement-runner'

export interface ShownOf {
  readonly dictionaryId: number
  readonly analysisId: number
  /** One feature; all of the analysis when left out. */
  readonly index?: number
}

/**
 * Recomputes the shown label (text, author, score) in feature_stat of one analysis: the newest by a person that
 * is not retired, else the rules' of this analysis, else another explainer's of this analysis, else none. Unchanged rows
 * are not written.
 */
export async function refreshShown(
  runner: StatementRunner,
  { dictionaryId, analysisId, index }: ShownOf,
): Promise<void> {
  await runner.run(
    `WITH shown AS (
       SELECT DISTINCT ON ("index") "index", text, author, score FROM label
       WHERE dictionary_id = $1 AND retired_at IS NULL AND (analysis_id IS NULL OR analysis_id = $2)
         AND ($3::integer IS NULL OR "index" = $3::integer)
       ORDER BY "index", author_kind = 'person' DESC, author_kind = 'rules' DESC, created_at DESC, id DESC
     ), next AS (
       SELECT f."index", s.text, s.author, s.score
       FROM feature_stat f LEFT JOIN shown s ON s."index" = f."index"
       WHERE f.analysis_id = $2 AND ($3::integer IS NULL OR f."index" = $3::integer)
     )
     UPDATE feature_stat f SET label = n.text, label_author = n.author, label_score = n.score
     FROM next n
     WHERE f.analysis_id = $2 AND f."index" = n."index"
       AND (f.label, f.label_author, f.label_score) IS DISTINCT FROM (n.text, n.author, n.score)`,
    [dictionaryId, analysisId, index ?? null],
  )
}
