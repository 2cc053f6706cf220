'use client'

import { GroupedBars } from '@/app/_ui/charts/grouped-bars'
import { RUBRIC_MAXIMUM } from '@/lib/contract/limits'
import type { StudySummary } from '@/lib/contract/study-results'
import { ROLE_NAME } from './roles'

const SCORES = Array.from({ length: RUBRIC_MAXIMUM + 1 }, (_, score) => String(score))

/** How many items of each kind have which score, side by side, because kinds are what a study compares. */
export function ScoreChart(props: {
  readonly groups: StudySummary['groups']
  readonly study: string
  readonly says: string
}) {
  return (
    <GroupedBars
      name="Scores"
      of={props.study}
      says={props.says}
      values={SCORES}
      series={props.groups.map(({ role, histogram }) => ({ name: ROLE_NAME[role], counts: histogram }))}
      unit={['item', 'items']}
      axisName="Score"
      className="mb-3"
    />
  )
}
