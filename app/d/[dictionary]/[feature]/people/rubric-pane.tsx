'use client'

import { useMemo } from 'react'
import { useScores } from '@/app/_ui/data/marks/use-marks'
import { Note, Pane } from '@/app/_ui/kit/pane'
import { usePerson } from '@/app/_ui/rubric/person'
import type { Annotation } from '@/lib/contract/annotations'
import { RUBRIC_MAXIMUM } from '@/lib/contract/limits'
import { answeredTotal, RUBRIC_QUESTIONS } from '@/lib/contract/rubric'
import { RubricForm } from './rubric-form'
import { type RubricValues, valuesOf } from './rubric-values'
import { useOwnDraft } from './use-own-draft'

/** A person's scores of the feature, which are kept under their name and loaded again with the page. */
export function RubricPane({ dictionary, index }: { dictionary: string; index: number }) {
  const on = { dictionary, feature: index }
  const scores = useScores(on)
  const [person] = usePerson()
  const [draft, setDraft] = useOwnDraft<RubricValues>('scores', on)
  const own = scores.find(({ annotator }) => annotator === person.trim())
  const values = useMemo(() => draft ?? valuesOf(own), [draft, own])
  const isAnswered = RUBRIC_QUESTIONS.some(({ name }) => values[name] !== null)
  return (
    <Pane
      title="Rubric"
      titleId="p-rub"
      remark={draft ? 'draft, kept in this browser' : own ? 'saved' : 'your scores'}
      actions={
        <output className="text-15" aria-label="Total">
          <b className="font-semibold">{isAnswered ? answeredTotal(values) : '—'}</b> / {RUBRIC_MAXIMUM}
        </output>
      }
    >
      <RubricForm on={on} values={values} isDraft={draft !== null} onChange={setDraft} />
      <Note className="mt-1.5 min-h-4">{othersSay(scores, person)}</Note>
    </Pane>
  )
}

function othersSay(scores: readonly Annotation[], person: string): string {
  const others = scores.filter(({ annotator }) => annotator !== person.trim())
  if (others.length === 0) return ''
  return `Others: ${others.map(({ annotator, total }) => `${annotator} ${total}`).join(', ')}.`
}
