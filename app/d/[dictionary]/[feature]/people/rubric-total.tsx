'use client'

import { useScores } from '@/app/_ui/data/marks/use-marks'
import { Term } from '@/app/_ui/glossary/term'
import { Stat } from '@/app/_ui/kit/pane'
import type { FeatureRef } from '@/app/_ui/marks/ask'
import { RUBRIC_MAXIMUM } from '@/lib/contract/limits'
import { median } from '@/lib/domain/median'

/** The total of the rubric in the head: of one person, or the median of several people. */
export function HeadRubric({ on }: { on: FeatureRef }) {
  const scores = useScores(on)
  return (
    <Stat name={<Term name="rubric">Rubric</Term>}>
      {scores.length === 0 ? '—' : median(scores.map(({ total }) => total))}{' '}
      <small>
        {scores.length === 0
          ? 'not scored'
          : scores.length === 1
            ? `of ${RUBRIC_MAXIMUM}, ${scores[0].annotator}`
            : `of ${RUBRIC_MAXIMUM}, median of ${scores.length}`}
      </small>
    </Stat>
  )
}
