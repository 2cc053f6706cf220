/** Writes the download of a list of features, one line per feature. Client-safe. */
import type { ExportFormat } from '@/lib/contract/export'
import type { FeatureRow } from '@/lib/contract/schemas'
import { STATISTIC_NAMES, STATISTICS, type StatisticName } from '@/lib/domain/statistics'
import { type CsvValue, csvLine } from './csv'
import { type TokenText, tokenName } from './token-view'

const COLUMNS: readonly (readonly [name: string, value: (row: FeatureRow) => CsvValue])[] = [
  ['index', (row) => row.index],
  ['label', (row) => row.label],
  ['label_author', (row) => row.labelAuthor],
  ...figures((name) => STATISTICS[name].origin !== 'analysis'),
  ...figures((name) => STATISTICS[name].origin === 'analysis'),
  ['tags', (row) => row.tags?.join(' ') ?? null],
  ['stars', (row) => row.stars ?? 0],
  ['person_tags', (row) => row.personTags?.join(', ') ?? null],
  ['top_tokens', (row) => names(row.topTokens)],
  ['promoted_tokens', (row) => names(row.promotedTokens)],
  [
    'strongest_example',
    (row) => (row.example ? row.example.before + row.example.token.text + row.example.after : null),
  ],
]

/** Columns of statistics, each called as in the database. */
function figures(
  isWanted: (name: StatisticName) => boolean,
): (readonly [string, (row: FeatureRow) => CsvValue])[] {
  return STATISTIC_NAMES.filter(isWanted).map((name) => [STATISTICS[name].column, (row) => row[name]])
}

/** Returns tokens as pages write them, "·import ⏎". */
const names = (tokens: readonly TokenText[]) => tokens.map(tokenName).join(' ')

/** Returns the text that a file begins with. */
export function exportHead(format: ExportFormat): string {
  return format === 'csv' ? csvLine(COLUMNS.map(([name]) => name)) : ''
}

export function exportLine(format: ExportFormat, row: FeatureRow): string {
  return format === 'csv' ? csvLine(COLUMNS.map(([, value]) => value(row))) : `${JSON.stringify(row)}\n`
}
