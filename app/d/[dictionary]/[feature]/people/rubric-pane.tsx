'use client'

import { type FormEvent, useEffect, useState } from 'react'
import { useMay } from '@/app/_ui/account/account-context'
import { api } from '@/app/_ui/data/client'
import { offerUndo } from '@/app/_ui/marks/offer'
import { NameField } from '@/app/_ui/rubric/name-field'
import { usePerson } from '@/app/_ui/rubric/person'
import type { Rubric } from '@/lib/contract/annotations'
import { INTERPRETATION_LENGTH, RUBRIC_MAXIMUM } from '@/lib/contract/limits'
import {
  answeredTotal,
  isAsked,
  NO_ANSWERS,
  openQuestions,
  RUBRIC_QUESTIONS,
  type RubricAnswers,
  type RubricQuestion,
  type RubricScores,
  rubricTotal,
  withAnswer,
} from '@/lib/contract/rubric'
import { messageOf } from '@/lib/errors'
import { useMeaning } from './meaning'

const POINTS = [0, 1, 2, 3, 4, 5] as const

/** A person's scores of the feature, which are kept under their name and loaded again with the page. */
export function RubricPane({ dictionary, index }: { dictionary: string; index: number }) {
  const { annotations, setAnnotations, reload } = useMeaning()
  const [person, setPerson] = usePerson()
  const own = annotations.find((annotation) => annotation.annotator === person.trim())
  const [scores, setScores] = useState<RubricAnswers>(NO_ANSWERS)
  const [interpretation, setInterpretation] = useState('')
  const [state, setState] = useState<'idle' | 'busy' | 'saved'>('idle')
  const [failure, setFailure] = useState('')

  // shows the saved scores of this person when their name is known
  useEffect(() => {
    if (!own) return
    setScores({
      confidence: own.confidence,
      activationConsistency: own.activationConsistency,
      logitConsistency: own.logitConsistency,
      separation: own.separation,
      specificity: own.specificity,
    })
    setInterpretation(own.interpretation)
  }, [own])

  const open = openQuestions(scores)
  const total = answeredTotal(scores)
  const nothing = Object.values(scores).every((value) => value === null)
  const mayWrite = useMay('annotator')
  const missing = !mayWrite
    ? 'Readers cannot write. An admin can change your role'
    : open.length > 0
      ? `Not answered: ${open.map(({ title }) => title.toLowerCase()).join(', ')}`
      : person.trim() === ''
        ? 'Write your name first'
        : ''

  const answer = (name: RubricQuestion, value: number) => {
    setState('idle')
    setScores((known) => withAnswer(known, name, value))
  }

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (missing || state === 'busy') return
    setState('busy')
    setFailure('')
    try {
      // no question is open here, because `missing` is empty
      const body = {
        dictionary,
        feature: index,
        annotator: person,
        interpretation,
        ...(scores as RubricScores),
      }
      const { items, change } = await api.annotations.add({ body })
      setAnnotations(items)
      setState('saved')
      offerUndo({ words: 'Scores saved', change, after: reload })
    } catch (error) {
      setFailure(messageOf(error))
      setState('idle')
    }
  }

  return (
    <section className="pane" aria-labelledby="p-rub">
      <header>
        <h2 id="p-rub">Rubric</h2>
        <span className="dim">
          {own ? (isSame(own, scores, interpretation) ? 'saved' : 'changed') : 'your scores'}
        </span>
        <output className="total" aria-label="Total">
          <b>{nothing ? '—' : total}</b> / {RUBRIC_MAXIMUM}
        </output>
      </header>
      <form className="rub" onSubmit={save}>
        <textarea
          className="field"
          rows={2}
          aria-label="Interpretation"
          placeholder="Your interpretation"
          maxLength={INTERPRETATION_LENGTH}
          value={interpretation}
          onChange={(event) => setInterpretation(event.target.value)}
        />
        {RUBRIC_QUESTIONS.map(({ name, title, most, says }) => (
          <fieldset key={name} title={says} {...(isAsked(name, scores) ? {} : { disabled: true })}>
            <legend>{title}</legend>
            <span className="seg">
              {POINTS.slice(0, most + 1).map((value) => (
                <label key={value}>
                  <input
                    type="radio"
                    name={name}
                    value={value}
                    checked={scores[name] === value}
                    onChange={() => answer(name, value)}
                  />
                  {value}
                </label>
              ))}
            </span>
          </fieldset>
        ))}
        <div className="row">
          <NameField value={person} onChange={setPerson} />
          <button
            className="btn"
            type="submit"
            aria-disabled={missing !== '' || state === 'busy'}
            {...(missing ? { title: missing } : {})}
          >
            {state === 'saved' ? 'Saved' : 'Save'}
          </button>
        </div>
        <p className={failure ? 'note bad' : 'note'} role={failure ? 'alert' : 'status'}>
          {failure ? `The scores could not be saved: ${failure}` : othersSay(annotations, person)}
        </p>
      </form>
    </section>
  )
}

function isSame(own: Rubric, scores: RubricAnswers, interpretation: string): boolean {
  return (
    RUBRIC_QUESTIONS.every(({ name }) => own[name] === scores[name]) &&
    own.interpretation === interpretation.trim()
  )
}

function othersSay(annotations: readonly (Rubric & { annotator: string })[], person: string): string {
  const others = annotations.filter((annotation) => annotation.annotator !== person.trim())
  if (others.length === 0) return ''
  return `Others: ${others.map((other) => `${other.annotator} ${rubricTotal(other)}`).join(', ')}.`
}
