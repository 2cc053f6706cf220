'use client'

import { useMemo, useRef } from 'react'
import { type KeyBinding, useKeys } from '@/app/_ui/keys'
import type { useAnswers } from './use-answers'

const DIGITS = [0, 1, 2, 3, 4, 5]

/** Registers the keys of a form: digits answer, arrows move, i writes the interpretation, Enter continues. */
export function useAnswerKeys(answers: ReturnType<typeof useAnswers>, submit: () => void): void {
  const act = useRef({ answers, submit })
  act.current = { answers, submit }
  const keys = useMemo<readonly KeyBinding[]>(() => {
    const run = (action: () => void) => (event: KeyboardEvent) => {
      event.preventDefault()
      action()
    }
    return [
      ...DIGITS.map((digit) => ({
        keys: String(digit),
        does: `answer ${digit}`,
        run: run(() => act.current.answers.type(digit)),
      })),
      { keys: 'ArrowDown', does: 'next question', run: run(() => act.current.answers.move(1)) },
      { keys: 'ArrowUp', does: 'previous question', run: run(() => act.current.answers.move(-1)) },
      { keys: 'i', does: 'write the interpretation', run: run(() => act.current.answers.write()) },
      { keys: 'Enter', does: 'next item', run: run(() => act.current.submit()) },
    ]
  }, [])
  useKeys(keys)
}
