import type { TermName } from '@/app/_ui/glossary/terms'
import { type FeatureSort, SORT_NAMES } from '@/lib/contract/browse-query'
import type { FeatureRow } from '@/lib/contract/schemas'
import { formatCount, formatFixed, formatSigned, UNKNOWN } from '@/lib/view/format'

/** Examples a card shows. */
export const CARD_EXAMPLES = 3

/** What orders show that are in no column of the table. */
const EXTRA: Partial<Record<FeatureSort, Pick<ExtraColumn, 'term' | 'figure'>>> = {
  mean: { term: 'mean', figure: (row) => formatFixed(row.meanActivation) },
  tokens: { term: 'distinctTokens', figure: (row) => formatCount(row.distinctTokens) },
  loss: { term: 'meanLossEffect', figure: (row) => formatSigned(row.lossEffect) },
  score: { term: 'labelScore', figure: (row) => formatFixed(row.labelScore) },
  study: { term: 'studyScore', figure: (row) => formatFixed(row.studyScore, 1) },
  bias: { term: 'encoderBias', figure: (row) => formatFixed(row.encoderBias) },
  encoderNorm: { term: 'encoderNorm', figure: (row) => formatFixed(row.encoderNorm) },
  cosine: { term: 'encoderCosine', figure: (row) => formatFixed(row.encoderDecoderCosine) },
}

/** The statistic the list is ordered by, where the table has no column for it. */
export interface ExtraColumn {
  readonly sort: FeatureSort
  readonly name: string
  readonly term: TermName
  readonly figure: (row: FeatureRow) => string
}

export function extraColumn(sort: FeatureSort): ExtraColumn | null {
  const extra = EXTRA[sort]
  return extra ? { sort, name: SORT_NAMES[sort], ...extra } : null
}

/** Three figures: 28.7, 9.64, 0.52. */
export function formatMaximum(row: FeatureRow): string {
  if (row.count === 0) return UNKNOWN
  return row.maxActivation >= 10 ? formatFixed(row.maxActivation, 1) : formatFixed(row.maxActivation, 2)
}

/** "45", percent of the top examples that have the most frequent token. */
export function formatSame(row: FeatureRow): string {
  return row.singleTokenShare === null ? UNKNOWN : String(Math.round(row.singleTokenShare * 100))
}

/** The label with its author and score, for a title. */
export function labelTitle(row: FeatureRow): string | undefined {
  if (!row.label) return undefined
  const by = row.labelAuthor === 'rules' ? 'by rules' : `by ${row.labelAuthor}`
  const score = row.labelScore === null ? '' : `, score ${formatFixed(row.labelScore)}`
  return `${row.label}\n${by}${score}`
}
