/** The steps through a queue as calls of the API. One request at a time: the server gives a person one item. */
import { ApiError } from '@/app/_ui/data/api-error'
import { api } from '@/app/_ui/data/client'
import type { Draft, QueueAnswer, ScoreBody } from '@/lib/contract/studies'
import type { SkipReason } from '@/lib/domain/study'
import { forget, keep, type Place, unsent } from './kept-answers'

/** Whose queue it is, in which study. */
export interface Person {
  readonly study: number
  readonly annotator: string
  readonly asksLevels: boolean
}

/** What a person sees next, and what they should know about the item before. */
export interface Turn {
  readonly answer: QueueAnswer
  /** Empty if there is nothing to say. */
  readonly notice: string
}

/** What a person does with an item. */
export type Step =
  | {
      readonly kind: 'score'
      readonly place: Place
      readonly submission: string
      readonly draft: Draft
      readonly milliseconds: number
    }
  | {
      readonly kind: 'skip'
      readonly place: Place
      readonly reason: SkipReason
      readonly note: string
      readonly milliseconds: number
    }
  | { readonly kind: 'undo'; readonly place: Place }

const ELSEWHERE =
  'You already finished this item in another tab, so the answers of this tab were not stored. Here is the next item.'
const GIVEN_AWAY =
  'The item before was given to somebody else after a long time without answers, so your answers to it were not stored.'
/** What a person reads if the item that they looked at was finished in another tab. */
export const MOVED_ON = 'You already finished the item before in another tab. Here is the next one.'

/** Returns the current item of a person. Sends finished answers that are still kept in this browser first. */
export async function loadTurn(person: Person): Promise<Turn> {
  let notice = ''
  for (const { place, kept, submission } of unsent(person)) {
    try {
      await sendScore(person, { ...kept, place, submission })
      forget(place)
      notice = 'The answers that were kept in this browser are stored now.'
    } catch (error) {
      if (!isRefused(error)) throw error
      notice = `Answers that were kept in this browser could not be stored: ${error.message}`
      if (isTaken(error)) forget(place)
      else keep(place, { ...kept, submission: null })
    }
  }
  return { answer: await next(person), notice }
}

/** Takes a step, and returns what comes next. A step may be sent again: the server takes it once. */
export async function takeStep(person: Person, step: Step): Promise<Turn> {
  const { study, annotator } = person
  const { item } = step.place
  if (step.kind === 'undo')
    return { answer: await api.studies.undo({ params: { study }, body: { annotator, item } }), notice: '' }
  try {
    if (step.kind === 'score') await sendScore(person, step)
    else {
      const { reason, note, milliseconds } = step
      await api.studies.skip({ params: { study }, body: { annotator, item, reason, note, milliseconds } })
    }
  } catch (error) {
    if (!isTaken(error)) throw error
    const answer = await next(person)
    if (answer.item?.id === item) throw error
    forget(step.place)
    return { answer, notice: error.code === 'conflict' ? ELSEWHERE : GIVEN_AWAY }
  }
  const answer = await next(person)
  if (step.kind === 'score') forget(step.place)
  return { answer, notice: '' }
}

const next = ({ study, annotator }: Pick<Person, 'study' | 'annotator'>) =>
  api.studies.next({ params: { study }, body: { annotator } })

async function sendScore(
  { study, annotator, asksLevels }: Person,
  answers: Pick<Extract<Step, { kind: 'score' }>, 'place' | 'submission' | 'draft' | 'milliseconds'>,
): Promise<void> {
  const { place, submission, draft, milliseconds } = answers
  const levels = asksLevels ? draft.levels : null
  // the form finishes no draft with an open question, and the server refuses one
  const body = { ...draft, annotator, item: place.item, submission, milliseconds, levels } as ScoreBody
  await api.studies.score({ params: { study }, body })
}

/** Returns true if the item is no longer this person's to answer. */
function isTaken(error: unknown): error is ApiError {
  return error instanceof ApiError && (error.code === 'conflict' || error.code === 'not_found')
}

/** Returns true if the server looked at the answers and did not want them. */
function isRefused(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429
}
