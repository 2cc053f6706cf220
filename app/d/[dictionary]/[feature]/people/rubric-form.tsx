'use client'

import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useMay } from '@/app/_ui/account/account-context'
import { useScore } from '@/app/_ui/data/marks/use-writes'
import { Button } from '@/app/_ui/kit/button'
import { Textarea } from '@/app/_ui/kit/input'
import { Note } from '@/app/_ui/kit/pane'
import type { FeatureRef } from '@/app/_ui/marks/ask'
import { NameField } from '@/app/_ui/rubric/name-field'
import { usePerson } from '@/app/_ui/rubric/person'
import type { Rubric } from '@/lib/contract/annotations'
import { INTERPRETATION_LENGTH } from '@/lib/contract/limits'
import {
  isAsked,
  type RubricQuestion as Name,
  openQuestions,
  RUBRIC_QUESTIONS,
  withAnswer,
} from '@/lib/contract/rubric'
import { messageOf } from '@/lib/errors'
import { resolvedBy } from './resolved-by'
import { RubricQuestion } from './rubric-question'
import type { RubricValues } from './rubric-values'

const resolver = resolvedBy<RubricValues, Rubric>(
  async () => (await import('@/lib/contract/annotations')).RubricSchema,
)

/** The answers of a person. They are kept as a draft until they are saved or discarded. */
export function RubricForm(props: {
  readonly on: FeatureRef
  readonly values: RubricValues
  readonly isDraft: boolean
  readonly onChange: (values: RubricValues | null) => void
}) {
  const { on, values, isDraft, onChange } = props
  const [person, setPerson] = usePerson()
  const [isTried, setTried] = useState(false)
  const me = person.trim()
  const save = useScore(on)
  const form = useForm<RubricValues, unknown, Rubric>({ resolver, values })
  const mayWrite = useMay('annotator')
  const open = openQuestions(values)
  const missing = [...open.map(({ title }) => title), ...(me === '' ? ['your name'] : [])]

  const answer = (name: Name, value: number) => {
    if (values[name] !== value) onChange({ ...values, ...withAnswer(values, name, value) })
  }
  const send = form.handleSubmit(async (rubric) => {
    if (missing.length > 0) return
    try {
      await save.mutateAsync({ ...rubric, person: me, at: new Date().toISOString() })
      onChange(null)
    } catch {
      // the form says it, and the draft stays
    }
  })

  return (
    <form
      className="grid gap-0.5"
      aria-label="Rubric"
      noValidate
      onSubmit={(event) => {
        setTried(missing.length > 0)
        void send(event)
      }}
    >
      <Textarea
        {...form.register('interpretation', {
          onChange: (event) => onChange({ ...values, interpretation: event.target.value }),
        })}
        rows={2}
        className="mb-1 resize-y"
        aria-label="Interpretation"
        placeholder="Your interpretation"
        maxLength={INTERPRETATION_LENGTH}
      />
      {RUBRIC_QUESTIONS.map((question) => (
        <RubricQuestion
          key={question.name}
          question={question}
          value={values[question.name]}
          isAsked={isAsked(question.name, values)}
          isMissing={isTried && open.includes(question)}
          onAnswer={(value) => answer(question.name, value)}
        />
      ))}
      <div className="mt-2 flex flex-wrap items-end gap-2">
        <NameField
          value={person}
          error={isTried && me === '' ? 'Write your name first.' : undefined}
          onChange={setPerson}
        />
        <span className="ml-auto flex gap-2">
          {isDraft ? (
            <Button variant="quiet" onClick={() => onChange(null)}>
              Discard
            </Button>
          ) : null}
          <Button
            type="submit"
            pending={save.isPending}
            reason={mayWrite ? null : 'Readers cannot write. An admin can change your role'}
          >
            {save.isPaused ? 'Waiting for the connection' : 'Save'}
          </Button>
        </span>
      </div>
      {isTried && missing.length > 0 ? (
        <Note role="alert" className="mt-1.5 text-bad">
          Not saved yet. Still missing: {missing.join(', ').toLowerCase()}.
        </Note>
      ) : null}
      {save.isError ? (
        <Note role="alert" className="mt-1.5 text-bad">
          The scores could not be saved: {messageOf(save.error)} Your answers are kept.
        </Note>
      ) : null}
    </form>
  )
}
