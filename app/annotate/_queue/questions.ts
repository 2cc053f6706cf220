import {
  isAsked,
  openQuestions,
  RUBRIC_QUESTIONS,
  type RubricQuestion,
  withAnswer,
} from '@/lib/contract/rubric'
import type { BlindEvidence, Draft } from '@/lib/contract/studies'
import { LEVEL_MAXIMUM } from '@/lib/domain/study'

/** A question of the form: one of the rubric, or how far one activation level agrees. Pure, so that tests can read it. */
export type QuestionKey = 'interpretation' | RubricQuestion | `level-${number}`

/** Returns the questions that are asked at this moment, in the order of answering. */
export function askedQuestions(draft: Draft, evidence: BlindEvidence, asksLevels: boolean): QuestionKey[] {
  const rubric = RUBRIC_QUESTIONS.map(({ name }) => name).filter((name) => isAsked(name, draft))
  return ['interpretation', ...rubric, ...(asksLevels ? levelKeys(evidence) : [])]
}

/** Returns the questions without an answer. The interpretation may be empty if confidence is 0. */
export function missingQuestions(draft: Draft, evidence: BlindEvidence, asksLevels: boolean): QuestionKey[] {
  const hasText = draft.interpretation.trim() !== '' || draft.confidence === 0
  return [
    ...(hasText ? [] : ['interpretation' as const]),
    ...openQuestions(draft).map(({ name }) => name),
    ...(asksLevels ? levelKeys(evidence).filter((key) => draft.levels[levelOf(key)] === null) : []),
  ]
}

function levelKeys(evidence: BlindEvidence): `level-${number}`[] {
  return evidence.groups
    .filter((group) => group.level >= 0 && group.examples.length > 0)
    .map((group) => `level-${group.level}` as const)
}

function levelOf(key: QuestionKey): number {
  return Number(key.slice('level-'.length))
}

/** Returns the highest answer; null for the interpretation, which is text. */
export function mostOf(key: QuestionKey): number | null {
  if (key === 'interpretation') return null
  if (key.startsWith('level-')) return LEVEL_MAXIMUM
  return RUBRIC_QUESTIONS.find(({ name }) => name === key)?.most ?? null
}

/** Returns the draft with one more answer. */
export function answered(draft: Draft, key: QuestionKey, value: number): Draft {
  if (key === 'interpretation') return draft
  if (key.startsWith('level-')) return { ...draft, levels: draft.levels.with(levelOf(key), value) }
  return { ...draft, ...withAnswer(draft, key as RubricQuestion, value) }
}

/** Returns true if no question has an answer. */
export function isEmpty(draft: Draft): boolean {
  const { interpretation, levels, ...scores } = draft
  return interpretation === '' && [...levels, ...Object.values(scores)].every((value) => value === null)
}

/** Returns the share of the maximum that an activation level covers: "91–100 %". */
export function levelRange(level: number): string {
  const percent = (share: number) => Math.round((100 * share) / 11)
  return `${percent(10 - level)}–${percent(11 - level)} %`
}
