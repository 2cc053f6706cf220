import { type SortableName, STATISTICS } from '@/lib/domain/statistics'

/**
 * Returns the SQL of what lists are ordered by: the statistic of a feature that fires, and NULL for one that does not,
 * so that dead features come last with those that lack the statistic. Indexes are on the same expression. `table` is the
 * alias of feature_stat in the statement.
 */
export function orderExpression(statistic: SortableName, table?: string): string {
  const prefix = table === undefined ? '' : `${table}.`
  return `(CASE WHEN ${prefix}count > 0 THEN ${prefix}${STATISTICS[statistic].column} END)`
}
