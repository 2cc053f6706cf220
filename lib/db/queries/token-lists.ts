/** Reads the stored lists of features of tokens for searches. */
import type { SearchSort } from '@/lib/contract/search'
import { POSTING_KINDS, type PostingKind } from '../computed/postings'
import { analysisKey, prepared } from '../prepared'
import type { Queryable } from '../transaction'
import { joinLists, type Posting } from './merge-postings'

export interface TokenLists {
  /** One list for each token that has any. */
  readonly lists: readonly Posting[]
  /** Number of features with a non-zero statistic; for several tokens the largest number. */
  readonly total: number
  /** True if a list leaves features out. */
  readonly cut: boolean
  /** True if every list that is cut has the first features by the requested order. */
  readonly ordered: boolean
}

interface Row extends Posting {
  readonly token_id: number
  readonly kind: number
  readonly total: number
}

/**
 * Reads the features that fire on the tokens. For one token with a cut list, those kept by the statistic; for several
 * tokens all that any list keeps, so that sums over the tokens lack as little as possible. Older analyses have only
 * lists by summed activation.
 */
export async function readFiringLists(
  db: Queryable,
  analysisId: number,
  tokens: readonly number[],
  sort: SearchSort,
): Promise<TokenLists> {
  const kinds: PostingKind[] = tokens.length === 1 ? ['mass', sort] : ['mass', 'activation', 'max', 'share']
  const rows = await readRows(db, analysisId, tokens, kinds)
  const whole = rows.filter(({ kind }) => kind === POSTING_KINDS.mass)
  const further = rows.filter(({ kind }) => kind !== POSTING_KINDS.mass)
  const furtherOf = (row: Row) => further.filter(({ token_id }) => token_id === row.token_id)
  const bySort = (row: Row) => furtherOf(row).find(({ kind }) => kind === POSTING_KINDS[sort])
  return {
    lists:
      whole.length === 1
        ? whole.map((row) => bySort(row) ?? row)
        : whole.map((row) => joinLists([row, ...furtherOf(row)])),
    ...sizeOf(whole),
    ordered: whole.every((row) => !isCut(row) || bySort(row) !== undefined),
  }
}

/** Reads the features with the most summed activation on each of the tokens. */
export function readMassLists(
  db: Queryable,
  analysisId: number,
  tokens: readonly number[],
): Promise<readonly Posting[]> {
  return readRows(db, analysisId, tokens, ['mass'])
}

/** Reads the features that raise or lower the logit of the tokens most. */
export async function readEffectLists(
  db: Queryable,
  analysisId: number,
  tokens: readonly number[],
  by: 'promotes' | 'suppresses',
): Promise<TokenLists> {
  const rows = await readRows(db, analysisId, tokens, [by])
  return { lists: rows, ...sizeOf(rows), ordered: true }
}

/**
 * Returns true if no feature that the lists leave out belongs before one that is found. For one token its list has the
 * first features, whatever is left out for its density. For several tokens, a greatest value is in the list of its
 * token, unless features of other densities took the places; sums may lack what a list leaves out.
 */
export function isExact(
  { lists, cut, ordered }: TokenLists,
  { greatest, maxDensity }: { greatest: boolean; maxDensity: number | undefined },
): boolean {
  if (!cut) return true
  return ordered && (lists.length === 1 || (greatest && maxDensity === undefined))
}

const isCut = ({ features, total }: Row) => features.length < total

const sizeOf = (rows: readonly Row[]) => ({
  total: Math.max(0, ...rows.map(({ total }) => total)),
  cut: rows.some(isCut),
})

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
