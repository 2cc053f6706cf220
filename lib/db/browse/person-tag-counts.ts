import type { FeatureCounts } from '@/lib/contract/feature-counts'
import { analysisKey } from '../prepared'
import type { Published } from '../published'
import type { Queryable } from '../transaction'
import { failedGroups } from './failed-groups'
import type { Condition } from './filters'
import type { Parameters } from './parameters'
import { GROUP_BITS } from './tally'

/** Number of tags by people that a page offers. */
const OFFERED = 24

/**
 * Counts features with each of the most used tags by people, together with the tags `asked` for, which come first. The
 * values of `conditions` are in `parameters`.
 */
export async function personTagCounts(
  db: Queryable,
  { analysis }: Published,
  asked: readonly string[],
  conditions: readonly Condition[],
  parameters: Parameters,
): Promise<FeatureCounts['options']['personTags']> {
  const wanted = `${parameters.add(asked.filter((tag) => !tag.includes('\0')))}::text[]`
  const { rows } = await db.query<{ tag: string; count: number }>(
    `SELECT tag, count(*) FILTER (WHERE failed IN (0, ${GROUP_BITS.personTags}) AND has_asked) AS count
       FROM (SELECT ${failedGroups(conditions)} AS failed, s.person_tags @> ${wanted} AS has_asked, s.person_tags
               FROM feature_stat s
              WHERE s.analysis_id = ${analysisKey(analysis.id)} AND s.person_tags <> '{}') tagged,
            unnest(person_tags) AS tag
      GROUP BY tag ORDER BY tag = ANY (${wanted}) DESC, count(*) DESC, tag LIMIT ${OFFERED + asked.length}`,
    parameters.values,
  )
  const counts = new Map(rows.map(({ tag, count }) => [tag, count]))
  const offered = [...new Set([...asked, ...counts.keys()])].slice(0, Math.max(OFFERED, asked.length))
  return offered.map((tag) => ({ tag, count: counts.get(tag) ?? 0 }))
}
