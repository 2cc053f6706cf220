'use client'

import { useLayoutEffect, useRef, useState } from 'react'
import type { BlindEvidence, Draft } from '@/lib/contract/studies'
import { answered, askedQuestions, missingQuestions, mostOf, type QuestionKey } from './questions'

/**
 * Returns the answers on one item and the marked question, which is the one that a digit answers. The mark starts at the
 * first open question and follows the focus. Mount it again for each item.
 */
export function useAnswers(options: {
  readonly evidence: BlindEvidence
  readonly asksLevels: boolean
  readonly initial: Draft
  readonly onChange?: (draft: Draft) => void
}) {
  const { evidence, asksLevels, onChange } = options
  const [draft, setDraft] = useState<Draft>(options.initial)
  const asked = askedQuestions(draft, evidence, asksLevels)
  const missing = missingQuestions(draft, evidence, asksLevels)
  const [current, setCurrent] = useState<QuestionKey>(missing[0] ?? asked[asked.length - 1])
  const textarea = useRef<HTMLTextAreaElement>(null)

  const change = (next: Draft) => {
    setDraft(next)
    onChange?.(next)
  }
  const write = () => {
    setCurrent('interpretation')
    textarea.current?.focus()
  }
  /** Returns the questions that are asked after this answer. All of them are on the page already. */
  const answer = (key: QuestionKey, value: number) => {
    const next = answered(draft, key, value)
    change(next)
    return askedQuestions(next, evidence, asksLevels)
  }

  const start = useRef(current)
  useLayoutEffect(() => {
    window.scrollTo({ top: 0 })
    // a field with the focus opens the keyboard of a phone, over the evidence
    if (!window.matchMedia('(hover: hover) and (pointer: fine)').matches) return
    const place = start.current === 'interpretation' ? textarea.current : questionOf(start.current)
    place?.focus({ preventScroll: true })
  }, [])

  return {
    draft,
    current,
    missing,
    textarea,
    /** Marks a question without moving the focus, which is already there. */
    mark: setCurrent,
    write,
    /** Answers a question; `goOn` marks the next one. */
    answer: (key: QuestionKey, value: number, goOn: boolean) => {
      const following = answer(key, value)
      setCurrent(goOn ? besides(following, key, 1) : key)
    },
    /** Answers the marked question by a digit key, if it has such an answer, and goes to the next one. */
    type: (digit: number) => {
      const most = mostOf(current)
      if (most === null || digit > most) return
      goTo(besides(answer(current, digit), current, 1))
    },
    move: (by: 1 | -1) => goTo(besides(asked, current, by)),
    setText: (interpretation: string) => change({ ...draft, interpretation }),
    /** Goes to the first question without an answer. */
    goToMissing: () => {
      if (missing[0] === 'interpretation') write()
      else if (missing[0]) goTo(missing[0])
    },
  }

  function goTo(key: QuestionKey) {
    setCurrent(key)
    const question = questionOf(key)
    question?.focus({ preventScroll: true })
    question?.scrollIntoView({ block: 'nearest' })
  }
}

const questionOf = (key: QuestionKey) => document.querySelector<HTMLElement>(`[data-question="${key}"]`)

/** Returns the question `by` places after another one, or the first or last one. */
function besides(asked: readonly QuestionKey[], key: QuestionKey, by: 1 | -1): QuestionKey {
  return asked[Math.min(asked.length - 1, Math.max(0, asked.indexOf(key) + by))]
}
