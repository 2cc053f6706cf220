import type { Condition } from './filters'
import { GROUP_BITS } from './tally'

/**
 * Returns the SQL of the groups of filters that a feature of `feature_stat s` fails, as bits; 0 for one that matches. A
 * condition that is NULL is not met.
 */
export function failedGroups(conditions: readonly Condition[]): string {
  const groups = [...new Set(conditions.map(({ group }) => group))]
  const failing = groups.map((group) => {
    const all = conditions.filter((condition) => condition.group === group).map(({ sql }) => `(${sql})`)
    return `CASE WHEN ${all.join(' AND ')} THEN 0 ELSE ${GROUP_BITS[group]} END`
  })
  return failing.length === 0 ? '0' : `(${failing.join(' + ')})`
}
