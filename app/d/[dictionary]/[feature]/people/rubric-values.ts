import type { Rubric } from '@/lib/contract/annotations'
import { NO_ANSWERS, RUBRIC_QUESTIONS, type RubricAnswers } from '@/lib/contract/rubric'

/** What the form of the rubric holds: answers that may be open, and the interpretation. */
export type RubricValues = RubricAnswers & { readonly interpretation: string }

const EMPTY: RubricValues = { ...NO_ANSWERS, interpretation: '' }

/** Returns what the form shows of saved scores; nothing is answered without them. */
export function valuesOf(saved: Rubric | undefined): RubricValues {
  if (!saved) return EMPTY
  const answers = Object.fromEntries(RUBRIC_QUESTIONS.map(({ name }) => [name, saved[name]]))
  return { ...NO_ANSWERS, ...answers, interpretation: saved.interpretation }
}
