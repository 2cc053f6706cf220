import type { Statistic } from '@/lib/domain/statistics'

/**
 * Returns a number as Postgres compares it with a column of the type. A `real` column holds single precision, of which
 * pages and the API show the shortest decimal: 0.8 must equal what is stored for 0.8.
 */
export function typedValue(value: number, type: Statistic['type']): number {
  return type === 'real' ? Math.fround(value) : value
}
