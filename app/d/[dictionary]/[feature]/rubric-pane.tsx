'use client'

import { type FormEvent, useEffect, useState } from 'react'
import { postJson } from '@/app/_ui/fetch-json'
import { usePerson } from '@/app/_ui/rubric/person'
import {
  AnnotationsAnswerSchema,
  FULL_AGREEMENT,
  INTERPRETATION_LENGTH,
  RUBRIC_MAXIMUM,
  type Rubric,
  rubricTotal,
} from '@/lib/api/annotations'
import { featurePaths } from '@/lib/api/feature-paths'
import { NAME_LENGTH } from '@/lib/api/labels'
import { messageOf } from '@/lib/errors'
import { useMeaning } from './meaning'

type Scores = { [Name in Exclude<keyof Rubric, 'interpretation'>]: number | null }
type Question = keyof Scores

const POINTS = [0, 1, 2, 3, 4, 5] as const

const NOTHING: Scores = {
  confidence: null,
  activationConsistency: null,
  logitConsistency: null,
  separation: null,
  specificity: null,
}

const QUESTIONS: readonly (readonly [Question, name: string, most: number, says: string])[] = [
  ['confidence', 'Confidence', 3, 'How sure are you of the interpretation?'],
  ['activationConsistency', 'Activations agree', 5, 'Do high activations agree with the interpretation?'],
  ['separation', 'Separate meanings', 1, 'If not, do they split into separate, clear meanings?'],
  ['logitConsistency', 'Logits agree', 3, 'Do the raised tokens agree with the interpretation?'],
  ['specificity', 'Specific', 3, 'Is the interpretation specific?'],
]

/** A person's scores of the feature, kept under their name and loaded again with the page. */
export function RubricPane({ dictionary, index }: { dictionary: string; index: number }) {
  const { annotations, setAnnotations } = useMeaning()
  const [person, setPerson] = usePerson()
  const own = annotations.find((annotation) => annotation.annotator === person.trim())
  const [scores, setScores] = useState<Scores>(NOTHING)
  const [interpretation, setInterpretation] = useState('')
  const [state, setState] = useState<'idle' | 'busy' | 'saved'>('idle')
  const [failure, setFailure] = useState('')

  // what this person saved comes back, whenever it is known who they are
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

  const agree = scores.activationConsistency
  const asked = QUESTIONS.filter(
    ([name]) => name !== 'separation' || (agree !== null && agree < FULL_AGREEMENT),
  )
  const open = asked.filter(([name]) => scores[name] === null)
  const total = asked.reduce((sum, [name]) => sum + (scores[name] ?? 0), 0)
  const missing =
    open.length > 0
      ? `Not answered: ${open.map(([, name]) => name.toLowerCase()).join(', ')}`
      : person.trim() === ''
        ? 'Write your name first'
        : ''

  const answer = (name: Question, value: number) => {
    setState('idle')
    setScores((known) => ({
      ...known,
      [name]: value,
      ...(name === 'activationConsistency' && value === FULL_AGREEMENT ? { separation: null } : {}),
    }))
  }

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (missing || state === 'busy') return
    setState('busy')
    setFailure('')
    try {
      const body = { dictionary, feature: index, annotator: person, interpretation, ...scores }
      setAnnotations((await postJson(AnnotationsAnswerSchema, featurePaths.annotations(), body)).items)
      setState('saved')
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
          <b>{open.length === asked.length ? '—' : total}</b> / {RUBRIC_MAXIMUM}
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
        {QUESTIONS.map(([name, title, most, says]) => (
          <fieldset key={name} title={says} {...(asked.some(([n]) => n === name) ? {} : { disabled: true })}>
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
          <label className="grow">
            <span className="sr">Your name</span>
            <input
              className="field"
              value={person}
              maxLength={NAME_LENGTH}
              placeholder="your name"
              autoComplete="nickname"
              onChange={(event) => setPerson(event.target.value)}
            />
          </label>
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
          {failure ? `Not saved: ${failure}` : othersSay(annotations, person)}
        </p>
      </form>
    </section>
  )
}

function isSame(own: Rubric, scores: Scores, interpretation: string): boolean {
  return (
    QUESTIONS.every(([name]) => own[name] === scores[name]) && own.interpretation === interpretation.trim()
  )
}

function othersSay(annotations: readonly (Rubric & { annotator: string })[], person: string): string {
  const others = annotations.filter((annotation) => annotation.annotator !== person.trim())
  if (others.length === 0) return ''
  return `Others: ${others.map((other) => `${other.annotator} ${rubricTotal(other)}`).join(', ')}.`
}
