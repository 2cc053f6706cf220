import type { Client } from './transaction'

/**
 * Recomputes the shown label (text, author, score) in feature_stat of one analysis: the newest by a person that
 * is not retired, else the rules' of this analysis, else another explainer's of this analysis, else none. For all
 * features, or for `index` alone. Runs inside the caller's transaction; unchanged rows are not written.
 */
export async function refreshLabels(
  client: Client,
  dictionaryId: number,
  analysisId: number,
  index?: number,
): Promise<void> {
  await client.query(
    `WITH shown AS (
       SELECT DISTINCT ON ("index") "index", text, author, score FROM label
       WHERE dictionary_id = $1 AND retired_at IS NULL AND (analysis_id IS NULL OR analysis_id = $2)
         AND ($3::integer IS NULL OR "index" = $3)
       ORDER BY "index", author_kind = 'person' DESC, author_kind = 'rules' DESC, created_at DESC, id DESC
     ), next AS (
       SELECT f."index", s.text, s.author, s.score
       FROM feature_stat f LEFT JOIN shown s ON s."index" = f."index"
       WHERE f.analysis_id = $2 AND ($3::integer IS NULL OR f."index" = $3)
     )
     UPDATE feature_stat f SET label = n.text, label_author = n.author, label_score = n.score
     FROM next n
     WHERE f.analysis_id = $2 AND f."index" = n."index"
       AND (f.label, f.label_author, f.label_score) IS DISTINCT FROM (n.text, n.author, n.score)`,
    [dictionaryId, analysisId, index ?? null],
  )
}
