/**
 * The questions of the rubric, one definition for the feature page and for studies. Client-safe.
 * Source: the human rubric of "Towards Monosemanticity" (Bricken et al., 2023), in our own words.
 */

import type { Rubric } from './annotations'
import { FULL_AGREEMENT } from './limits'

export type RubricScores = Omit<Rubric, 'interpretation'>
export type RubricQuestion = keyof RubricScores
/** The answers up to now. */
export type RubricAnswers = { readonly [Name in RubricQuestion]: number | null }

export interface QuestionText {
  readonly name: RubricQuestion
  readonly title: string
  readonly most: number
  /** The question in one line. */
  readonly says: string
  readonly lowest: string
  readonly highest: string
  /** How to choose an answer. */
  readonly help: string
}

export const RUBRIC_QUESTIONS: readonly QuestionText[] = [
  {
    name: 'confidence',
    title: 'Confidence',
    most: 3,
    says: 'How sure are you of the interpretation?',
    lowest: 'none',
    highest: 'full',
    help: '0: you see no meaning. 1: a guess. 2: probably. 3: you would bet on it.',
  },
  {
    name: 'activationConsistency',
    title: 'Activations agree',
    most: FULL_AGREEMENT,
    says: 'Do high activations agree with the interpretation?',
    lowest: 'none',
    highest: 'all',
    help: 'Look at the strongest examples. 0: none fits the interpretation. 3: about half fit. 5: all fit.',
  },
  {
    name: 'separation',
    title: 'Separate meanings',
    most: 1,
    says: 'If not, do they split into separate, clear meanings?',
    lowest: 'no',
    highest: 'yes',
    help: 'Only if not all activations agree. 1: what does not fit has a clear meaning of its own. 0: it has none.',
  },
  {
    name: 'logitConsistency',
    title: 'Logits agree',
    most: 3,
    says: 'Do the raised tokens agree with the interpretation?',
    lowest: 'none',
    highest: 'all',
    help: 'Could the raised tokens be next where the interpretation holds? 0: none could. 3: nearly all could.',
  },
  {
    name: 'specificity',
    title: 'Specific',
    most: 3,
    says: 'Is the interpretation specific?',
    lowest: 'broad',
    highest: 'exact',
    help: '0: it would fit almost any text. 1: a broad class of text. 2: a narrow class. 3: exactly one thing.',
  },
]

export const NO_ANSWERS: RubricAnswers = {
  confidence: null,
  activationConsistency: null,
  separation: null,
  logitConsistency: null,
  specificity: null,
}

/** Returns true if a question is asked, given the other answers. */
export function isAsked(name: RubricQuestion, answers: RubricAnswers): boolean {
  const agree = answers.activationConsistency
  return name !== 'separation' || (agree !== null && agree < FULL_AGREEMENT)
}

/** Returns the answers with one more; full agreement removes the answer about separate meanings. */
export function withAnswer(
  answers: RubricAnswers,
  name: RubricQuestion,
  value: number | null,
): RubricAnswers {
  const next = { ...answers, [name]: value }
  return isAsked('separation', next) ? next : { ...next, separation: null }
}

/** Returns the questions that are not answered yet. */
export function openQuestions(answers: RubricAnswers): readonly QuestionText[] {
  return RUBRIC_QUESTIONS.filter(({ name }) => isAsked(name, answers) && answers[name] === null)
}

/** Returns the sum of the answers up to now. */
export function answeredTotal(answers: RubricAnswers): number {
  return RUBRIC_QUESTIONS.reduce((sum, { name }) => sum + (answers[name] ?? 0), 0)
}

/** Returns the sum of the answers, at most 14. */
export function rubricTotal(rubric: RubricScores): number {
  return (
    rubric.confidence +
    rubric.activationConsistency +
    rubric.logitConsistency +
    (rubric.separation ?? 0) +
    rubric.specificity
  )
}
