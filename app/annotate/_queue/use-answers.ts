'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { type BlindEvidence, type Draft, EMPTY_DRAFT } from '@/lib/contract/studies'
import { answered, askedQuestions, missingQuestions, mostOf, type QuestionKey } from './questions'

/** Returns the answers on one item and the question that a digit answers. Mount it again for each item. */
export function useAnswers(options: {
  readonly evidence: BlindEvidence
  readonly asksLevels: boolean
  readonly initial: Draft | null
  readonly onChange?: (draft: Draft) => void
}) {
  const { evidence, asksLevels, onChange } = options
  const [draft, setDraft] = useState<Draft>(options.initial ?? EMPTY_DRAFT)
  const [current, setCurrent] = useState<QuestionKey>('interpretation')
  const textarea = useRef<HTMLTextAreaElement>(null)
  const asked = askedQuestions(draft, evidence, asksLevels)
  const missing = missingQuestions(draft, evidence, asksLevels)

  const change = (next: Draft) => {
    setDraft(next)
    onChange?.(next)
  }
  const goTo = useCallback((key: QuestionKey) => {
    setCurrent(key)
    document.querySelector(`[data-question="${key}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [])
  const move = (by: number, from = asked) => {
    const at = from.indexOf(current)
    goTo(from[Math.min(from.length - 1, Math.max(0, at + by))])
  }
  const answer = (key: QuestionKey, value: number) => {
    const next = answered(draft, key, value)
    change(next)
    const following = askedQuestions(next, evidence, asksLevels)
    goTo(following[Math.min(following.length - 1, following.indexOf(key) + 1)])
  }

  return {
    draft,
    current,
    missing,
    textarea,
    answer,
    move,
    setText: (interpretation: string) => {
      setCurrent('interpretation')
      change({ ...draft, interpretation })
    },
    /** Answers the marked question by a digit key, if the question has such an answer. */
    type: (digit: number) => {
      const most = mostOf(current)
      if (most !== null && digit <= most) answer(current, digit)
    },
    write: () => {
      goTo('interpretation')
      textarea.current?.focus()
    },
    /** Scrolls to the first question without an answer. */
    goToMissing: () => {
      if (missing[0] === 'interpretation') textarea.current?.focus()
      if (missing[0]) goTo(missing[0])
    },
  }
}

/** Returns the milliseconds that the page was visible since mounting, plus `before`. */
export function useStopwatch(before: number): () => number {
  const state = useRef({ spent: before, since: 0 })
  useEffect(() => {
    const watch = state.current
    const read = () => performance.now()
    watch.since = document.visibilityState === 'visible' ? read() : 0
    const turn = () => {
      if (watch.since > 0) watch.spent += read() - watch.since
      watch.since = document.visibilityState === 'visible' ? read() : 0
    }
    document.addEventListener('visibilitychange', turn)
    return () => document.removeEventListener('visibilitychange', turn)
  }, [])
  return useCallback(() => {
    const { spent, since } = state.current
    return Math.min(86_400_000, Math.round(spent + (since > 0 ? performance.now() - since : 0)))
  }, [])
}
