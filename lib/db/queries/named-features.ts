import type { TokenText } from '@/lib/view/token-view'
import { analysisKey, prepared } from '../prepared'
import type { Queryable } from '../transaction'
import { vocabulary } from './vocabulary'

/** Number of tokens that are shown in place of a label. */
const TOKENS = 3

/** The label of a feature, with the statistics that searches show. */
export interface NamedFeature {
  readonly index: number
  readonly label: string | null
  readonly labelAuthor: string | null
  readonly labelScore: number | null
  readonly density: number
  readonly maxActivation: number
  /** The tokens with the most activation mass. */
  readonly topTokens: TokenText[]
  /** The next tokens that the feature raises most. */
  readonly promotedTokens: TokenText[]
}

/** The analysis whose features are named, and the tokenizer of its text. */
export interface NamesOf {
  readonly analysis: { readonly id: number }
  readonly tokenizerHash: string
}

/** The name of a feature that the analysis lacks. */
export const UNNAMED: Pick<NamedFeature, 'label' | 'topTokens' | 'promotedTokens'> = {
  label: null,
  topTokens: [],
  promotedTokens: [],
}

interface Row extends Omit<NamedFeature, 'topTokens' | 'promotedTokens'> {
  topTokens: number[]
  promotedTokens: number[]
}

/** Returns the names of features of an analysis by number; unknown numbers are absent. */
export async function nameFeatures(
  db: Queryable,
  { analysis, tokenizerHash }: NamesOf,
  indices: readonly number[],
): Promise<Map<number, NamedFeature>> {
  if (indices.length === 0) return new Map()
  const [words, { rows }] = await Promise.all([
    vocabulary(db, tokenizerHash),
    db.query<Row>(
      prepared(
        `SELECT index, label, label_author AS "labelAuthor", label_score AS "labelScore", density,
                max_activation AS "maxActivation", top_tokens[1:${TOKENS}] AS "topTokens",
                promoted_tokens[1:${TOKENS}] AS "promotedTokens"
           FROM feature_stat WHERE analysis_id = ${analysisKey(analysis.id)} AND index = ANY ($1::integer[])`,
        [indices],
      ),
    ),
  ])
  return new Map(
    rows.map((row) => [
      row.index,
      { ...row, topTokens: words.texts(row.topTokens), promotedTokens: words.texts(row.promotedTokens) },
    ]),
  )
}
