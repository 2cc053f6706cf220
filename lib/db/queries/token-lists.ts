/** Reads the stored lists of features of tokens for searches. */
import { POSTING_KINDS, type PostingKind } from '../computed/postings'
import { analysisKey, prepared } from '../prepared'
import type { Queryable } from '../transaction'
import { isCut, joinLists, type Posting } from './merge-postings'

interface Row extends Posting {
  readonly token_id: number
  readonly kind: number
}

/**
 * Reads the features that fire on the tokens: one list for each token that any feature fires on. It has all of them,
 * unless the analysis is of an older version: then it has all that any of its lists keeps.
 */
export async function readFiringLists(
  db: Queryable,
  analysisId: number,
  tokens: readonly number[],
): Promise<Posting[]> {
  const rows = await readRows(db, analysisId, tokens, ['mass', 'activation', 'max', 'share'])
  const whole = rows.filter(({ kind }) => kind === POSTING_KINDS.mass)
  const others = (token: number) =>
    rows.filter(({ kind, token_id }) => kind !== POSTING_KINDS.mass && token_id === token)
  return whole.map((row) => (isCut(row) ? joinLists([row, ...others(row.token_id)]) : row))
}

/** Reads the features that raise or lower the logit of the tokens most. */
export function readEffectLists(
  db: Queryable,
  analysisId: number,
  tokens: readonly number[],
  by: 'promotes' | 'suppresses',
): Promise<Row[]> {
  return readRows(db, analysisId, tokens, [by])
}

async function readRows(
  db: Queryable,
  analysisId: number,
  tokens: readonly number[],
  kinds: readonly PostingKind[],
): Promise<Row[]> {
  // most searches ask for one token, which is planned once; a list of tokens is planned each time
  const [which, wanted] =
    tokens.length === 1 ? ['token_id = $1', tokens[0]] : ['token_id = ANY($1::int[])', tokens]
  const { rows } = await db.query<Row>(
    prepared(
      `SELECT token_id, kind, features, values, counts, maxima, total FROM token_posting
      WHERE analysis_id = ${analysisKey(analysisId)} AND ${which}
        AND kind IN (${kinds.map((kind) => POSTING_KINDS[kind]).join(', ')}) ORDER BY token_id, kind`,
      [wanted],
    ),
  )
  return rows
}
