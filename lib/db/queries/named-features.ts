import type { TokenText } from '@/lib/view/token-view'
import { database } from '../database'
import { analysisKey, prepared } from '../prepared'
import { vocabulary } from './vocabulary'

/** Tokens that stand in for a label. */
const LITERALS = 3

export interface NamedFeature {
  readonly label: string | null
  readonly topTokens: TokenText[]
  readonly promotedTokens: TokenText[]
}

export const UNNAMED: NamedFeature = { label: null, topTokens: [], promotedTokens: [] }

/** What features of an analysis are called, by index. */
export async function nameFeatures(
  analysisId: number,
  tokenizerHash: string,
  indices: readonly number[],
): Promise<Map<number, NamedFeature>> {
  if (indices.length === 0) return new Map()
  const { pool } = await database()
  const [words, { rows }] = await Promise.all([
    vocabulary(pool, tokenizerHash),
    pool.query<{ index: number; label: string | null; top: number[]; promoted: number[] }>(
      prepared(
        `SELECT index, label, top_tokens[1:${LITERALS}] AS top, promoted_tokens[1:${LITERALS}] AS promoted
         FROM feature_stat WHERE analysis_id = ${analysisKey(analysisId)} AND index = ANY($1::int[])`,
        [indices],
      ),
    ),
  ])
  return new Map(
    rows.map(({ index, label, top, promoted }) => [
      index,
      { label, topTokens: words.texts(top), promotedTokens: words.texts(promoted) },
    ]),
  )
}
