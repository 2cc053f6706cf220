import type { TermName } from '@/app/_ui/glossary/terms'
import type { FeatureSort } from '@/lib/contract/browse-query'
import type { FeatureRow } from '@/lib/contract/schemas'
import { STATISTICS, type Statistic, type StatisticName, statisticOfSort } from '@/lib/domain/statistics'
import { formatCount, formatFixed, formatSigned, UNKNOWN } from '@/lib/view/format'

/** Number of examples that a card shows. */
export const CARD_EXAMPLES = 3

/** The statistic that orders the list, if the table has no column for it. */
export interface ExtraColumn {
  readonly sort: FeatureSort
  readonly name: string
  readonly term: TermName
  readonly figure: (row: FeatureRow) => string
}

/** Returns the column of the statistic that a list is ordered by; null where the table has one anyway. */
export function extraColumn(sort: FeatureSort): ExtraColumn | null {
  if (sort === 'index' || sort === 'random') return null
  const name = statisticOfSort(sort)
  const { words, term, ...statistic } = STATISTICS[name]
  if ('always' in statistic) return null
  return { sort, name: words, term, figure: (row) => formatStatistic(name, row[name]) }
}

function formatStatistic(name: StatisticName, value: number | null): string {
  const { unit }: Statistic = STATISTICS[name]
  switch (unit) {
    case 'tokens':
      return formatCount(value)
    case 'nats':
      return formatSigned(value)
    case 'points':
      return formatFixed(value, 1)
    case 'share':
    case 'activation':
    case 'score':
    case 'plain':
      return formatFixed(value)
    default:
      return unit satisfies never
  }
}

/** Returns a number with three digits: 28.7, 9.64, 0.52. */
export function formatMaximum(row: FeatureRow): string {
  if (row.count === 0) return UNKNOWN
  return row.maxActivation >= 10 ? formatFixed(row.maxActivation, 1) : formatFixed(row.maxActivation, 2)
}

/** Returns the percentage of the top examples that have the most frequent token: "45". */
export function formatSame(row: FeatureRow): string {
  return row.singleTokenShare === null ? UNKNOWN : String(Math.round(row.singleTokenShare * 100))
}

/** Returns the label with its author and score, for a title. */
export function labelTitle(row: FeatureRow): string | undefined {
  if (!row.label) return undefined
  const by = row.labelAuthor === 'rules' ? 'by rules' : `by ${row.labelAuthor}`
  const score = row.labelScore === null ? '' : `, score ${formatFixed(row.labelScore)}`
  return `${row.label}\n${by}${score}`
}
