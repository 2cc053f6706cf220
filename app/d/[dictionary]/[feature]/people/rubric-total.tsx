'use client'

import { Term } from '@/app/_ui/glossary/term'
import { RUBRIC_MAXIMUM } from '@/lib/contract/limits'
import { median } from '@/lib/domain/median'
import { useMeaning } from './meaning'

/** The total of the rubric in the head: of one person, or the median of several people. */
export function HeadRubric() {
  const { annotations } = useMeaning()
  return (
    <div className="stat">
      <dt>
        <Term name="rubric">Rubric</Term>
      </dt>
      <dd>
        {annotations.length === 0 ? '—' : median(annotations.map((annotation) => annotation.total))}{' '}
        <small>
          {annotations.length === 0
            ? 'not scored'
            : annotations.length === 1
              ? `of ${RUBRIC_MAXIMUM}, ${annotations[0].annotator}`
              : `of ${RUBRIC_MAXIMUM}, median of ${annotations.length}`}
        </small>
      </dd>
    </div>
  )
}
