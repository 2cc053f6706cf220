import { type FeatureSort, SORT_NAMES } from '@/lib/api/browse-query'
import { formatCount, formatFixed, formatSigned, UNKNOWN } from '@/lib/api/format'
import type { FeatureRow } from '@/lib/api/schemas'

/** Examples a card shows. */
export const CARD_EXAMPLES = 3

/** Sorts whose figure is in the table anyway. */
const SHOWN: readonly FeatureSort[] = ['index', 'density', 'max', 'same', 'random']

const FIGURES: Partial<Record<FeatureSort, (row: FeatureRow) => string>> = {
  mean: (row) => formatFixed(row.meanActivation),
  tokens: (row) => formatCount(row.distinctTokens),
  loss: (row) => formatSigned(row.lossEffect),
  score: (row) => formatFixed(row.labelScore),
  study: (row) => formatFixed(row.studyScore, 1),
  bias: (row) => formatFixed(row.encoderBias),
  encoderNorm: (row) => formatFixed(row.encoderNorm),
  cosine: (row) => formatFixed(row.encoderDecoderCosine),
}

/** The statistic the list is ordered by, where the table has no column for it. */
export interface ExtraColumn {
  readonly sort: FeatureSort
  readonly name: string
  readonly figure: (row: FeatureRow) => string
}

export function extraColumn(sort: FeatureSort): ExtraColumn | null {
  const figure = FIGURES[sort]
  return SHOWN.includes(sort) || !figure ? null : { sort, name: SORT_NAMES[sort], figure }
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
