'use client'

import { Term } from '@/app/_ui/glossary/term'
import type { Annotation } from '@/lib/contract/annotations'
import { RUBRIC_MAXIMUM } from '@/lib/contract/limits'
import { useMeaning } from './meaning'

/** The rubric's total in the head: one person's, or the median of several. */
export function HeadRubric() {
  const { annotations } = useMeaning()
  return (
    <div className="stat">
      <dt>
        <Term name="rubric">Rubric</Term>
      </dt>
      <dd>
        {annotations.length === 0 ? '—' : medianTotal(annotations)}{' '}
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

function medianTotal(annotations: readonly Annotation[]): number {
  const totals = annotations.map((annotation) => annotation.total).toSorted((a, b) => a - b)
  const middle = totals.length >> 1
  return totals.length % 2 === 1 ? totals[middle] : (totals[middle - 1] + totals[middle]) / 2
}
