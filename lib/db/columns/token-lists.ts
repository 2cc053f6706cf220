import { prepared } from '../prepared'
import { processWide } from '../process-wide'
import type { Queryable } from '../transaction'

/** Per token the features that have it in a list of theirs; where those lists are. */
export const TOKEN_LISTS = [
  { name: 'firesOn', kind: 0, source: 'feature_detail', column: 'token_ids' },
  { name: 'raises', kind: 1, source: 'feature_detail', column: 'promoted_ids' },
  { name: 'shown', kind: 2, source: 'feature_stat', column: 'top_tokens' },
] as const
export type TokenList = (typeof TOKEN_LISTS)[number]['name']

/** Lists of tokens kept, of a few thousand features each; the one used longest ago goes. */
const KEPT = 512
const lists = processWide('token lists', () => new Map<string, readonly number[]>())

/** Features that have any of the tokens in that list of theirs; each may come more than once. */
export async function featuresWithTokens(
  db: Queryable,
  analysisId: number,
  list: TokenList,
  tokenIds: readonly number[],
): Promise<number[]> {
  const kind = TOKEN_LISTS.find(({ name }) => name === list)?.kind
  const keyOf = (id: number) => `${analysisId}/${kind}/${id}`
  const missing = tokenIds.filter((id) => !lists.has(keyOf(id)))
  const found = new Map<number, readonly number[]>(
    missing.length > 0 ? await readLists(db, analysisId, kind, missing) : [],
  )
  return tokenIds.flatMap((id) => {
    const key = keyOf(id)
    const features = lists.get(key) ?? found.get(id) ?? []
    lists.delete(key)
    lists.set(key, features)
    for (const oldest of lists.keys()) {
      if (lists.size <= KEPT) break
      lists.delete(oldest)
    }
    return features
  })
}

async function readLists(
  db: Queryable,
  analysisId: number,
  kind: number | undefined,
  tokenIds: readonly number[],
): Promise<[id: number, features: number[]][]> {
  const { rows } = await db.query<{ id: number; features: number[] }>(
    prepared(
      'SELECT token_id AS id, features FROM token_feature WHERE analysis_id = $1 AND kind = $2 AND token_id = ANY ($3::integer[])',
      [analysisId, kind, tokenIds],
    ),
  )
  return rows.map(({ id, features }) => [id, features])
}
