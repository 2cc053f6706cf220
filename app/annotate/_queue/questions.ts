import {
  isAsked,
  openQuestions,
  RUBRIC_QUESTIONS,
  type RubricQuestion,
  withAnswer,
} from '@/lib/contract/rubric'
import type { BlindEvidence, Draft } from '@/lib/contract/studies'
import { LEVEL_MAXIMUM } from '@/lib/domain/study'

/** A question of the form: of the rubric, or how far one activation level agrees. Pure, so that tests can read it. */
export type QuestionKey = 'interpretation' | RubricQuestion | `level-${number}`

/** The questions asked now, in the order in which they are answered. */
export function askedQuestions(draft: Draft, evidence: BlindEvidence, asksLevels: boolean): QuestionKey[] {
  const rubric = RUBRIC_QUESTIONS.map(({ name }) => name).filter((name) => isAsked(name, draft))
  return ['interpretation', ...rubric, ...(asksLevels ? levelKeys(evidence) : [])]
}

/** Questions without an answer. An interpretation is asked for when there is confidence in it. */
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

/** The highest answer; null for the interpretation, which is text. */
export function mostOf(key: QuestionKey): number | null {
  if (key === 'interpretation') return null
  if (key.startsWith('level-')) return LEVEL_MAXIMUM
  return RUBRIC_QUESTIONS.find(({ name }) => name === key)?.most ?? null
}

/** The draft with one more answer. */
export function answered(draft: Draft, key: QuestionKey, value: number): Draft {
  if (key === 'interpretation') return draft
  if (key.startsWith('level-')) return { ...draft, levels: draft.levels.with(levelOf(key), value) }
  return { ...draft, ...withAnswer(draft, key as RubricQuestion, value) }
}

/** Whether anything has been answered. */
export function isEmpty(draft: Draft): boolean {
  const { interpretation, levels, ...scores } = draft
  return interpretation === '' && [...levels, ...Object.values(scores)].every((value) => value === null)
}

/** "91–100 %": the share of the maximum that an activation level covers. */
export function levelRange(level: number): string {
  const percent = (share: number) => Math.round((100 * share) / 11)
  return `${percent(10 - level)}–${percent(11 - level)} %`
}
