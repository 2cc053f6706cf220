import { copyRows } from '../copy'
import type { Client } from '../transaction'

/**
 * Kinds of the lists of a token. `mass` has all features that fire on it. An older version kept the 200 of greatest
 * summed activation there and, where that cut the list, the first by `activation` (the mean where active), `max` and
 * `share` too.
 */
export const POSTING_KINDS = { mass: 0, promotes: 1, suppresses: 2, activation: 3, max: 4, share: 5 } as const
export type PostingKind = keyof typeof POSTING_KINDS

/** More than any vocabulary has. */
const MOST_TOKENS = 2 ** 31 - 1

export interface PostingRow {
  readonly token: number
  readonly features: readonly number[]
  readonly values: readonly number[]
  readonly counts: readonly number[]
  readonly maxima: readonly number[]
  readonly total: number
}

/** Replaces the per-token lists of one kind, of all tokens or of [from, to); tokens without a list have no row. */
export async function replacePostings(
  client: Client,
  analysisId: number,
  kind: PostingKind,
  rows: Iterable<PostingRow>,
  { from, to }: { readonly from: number; readonly to: number } = { from: 0, to: MOST_TOKENS },
): Promise<void> {
  await client.query(
    'DELETE FROM token_posting WHERE analysis_id = $1 AND kind = $2 AND token_id >= $3 AND token_id < $4',
    [analysisId, POSTING_KINDS[kind], from, to],
  )
  await copyRows(
    client,
    'token_posting',
    [
      { name: 'analysis_id', type: 'int4' },
      { name: 'token_id', type: 'int4' },
      { name: 'kind', type: 'int2' },
      { name: 'features', type: 'int4[]' },
      { name: 'values', type: 'float4[]' },
      { name: 'counts', type: 'int4[]' },
      { name: 'maxima', type: 'float4[]' },
      { name: 'total', type: 'int4' },
    ],
    (function* () {
      for (const { token, features, values, counts, maxima, total } of rows)
        yield [analysisId, token, POSTING_KINDS[kind], features, values, counts, maxima, total]
    })(),
  )
}
