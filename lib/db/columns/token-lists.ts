import { prepared } from '../prepared'
import type { Queryable } from '../transaction'

/** Per token the features that have it in a list of theirs; where those lists are. */
export const TOKEN_LISTS = [
  { name: 'firesOn', kind: 0, source: 'feature_detail', column: 'token_ids' },
  { name: 'raises', kind: 1, source: 'feature_detail', column: 'promoted_ids' },
  { name: 'shown', kind: 2, source: 'feature_stat', column: 'top_tokens' },
] as const
export type TokenList = (typeof TOKEN_LISTS)[number]['name']

/** Features that have any of the tokens in that list of theirs; each may come more than once. */
export async function featuresWithTokens(
  db: Queryable,
  analysisId: number,
  list: TokenList,
  tokenIds: readonly number[],
): Promise<number[]> {
  if (tokenIds.length === 0) return []
  const kind = TOKEN_LISTS.find(({ name }) => name === list)?.kind
  const { rows } = await db.query<{ features: number[] }>(
    prepared(
      'SELECT features FROM token_feature WHERE analysis_id = $1 AND kind = $2 AND token_id = ANY ($3::integer[])',
      [analysisId, kind, tokenIds],
    ),
  )
  return rows.flatMap(({ features }) => features)
}
