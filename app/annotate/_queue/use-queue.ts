'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { postJson } from '@/app/_ui/fetch-json'
import {
  type Draft,
  type QueueAnswer,
  QueueAnswerSchema,
  SavedAnswerSchema,
  ScoredAnswerSchema,
} from '@/lib/contract/studies'
import { studyApiPaths } from '@/lib/contract/study-paths'
import type { SkipReason } from '@/lib/domain/study'
import { messageOf } from '@/lib/errors'

/** One person's way through a study: the item in hand, and what can be done with it. */
export function useQueue(study: number, annotator: string) {
  const [answer, setAnswer] = useState<QueueAnswer | null>(null)
  /** Raised whenever an item is loaded, also the same one again: the form starts anew. */
  const [turn, setTurn] = useState(0)
  const [isBusy, setBusy] = useState(true)
  const [failure, setFailure] = useState('')

  const run = useCallback(async (action: () => Promise<QueueAnswer>) => {
    setBusy(true)
    setFailure('')
    try {
      setAnswer(await action())
      setTurn((known) => known + 1)
      window.scrollTo({ top: 0 })
    } catch (error) {
      setFailure(messageOf(error))
    } finally {
      setBusy(false)
    }
  }, [])

  const next = useCallback(
    () => postJson(QueueAnswerSchema, studyApiPaths.write(study, 'next'), { annotator }),
    [study, annotator],
  )
  const load = useCallback(() => run(next), [run, next])
  const first = useRef(false)

  useEffect(() => {
    // once, also where effects run twice: a second answer would start the form anew
    if (first.current) return
    first.current = true
    void load()
  }, [load])

  return {
    answer,
    turn,
    isBusy,
    failure,
    load,
    score: (item: string, submission: string, draft: Draft, asksLevels: boolean, milliseconds: number) =>
      run(async () => {
        await postJson(ScoredAnswerSchema, studyApiPaths.write(study, 'scores'), {
          ...{ ...draft, annotator, item, submission, milliseconds },
          levels: asksLevels ? draft.levels : null,
        })
        return next()
      }),
    skip: (item: string, reason: SkipReason, note: string, milliseconds: number) =>
      run(async () => {
        await postJson(SavedAnswerSchema, studyApiPaths.write(study, 'skips'), {
          ...{ annotator, item, reason, note, milliseconds },
        })
        return next()
      }),
    undo: (item: string) =>
      run(() => postJson(QueueAnswerSchema, studyApiPaths.write(study, 'undo'), { annotator, item })),
  }
}

const SAVE_AFTER_MS = 500

/** Saves answers so far a moment after each change, one request at a time. */
export function useDraftSaving(study: number, annotator: string, item: string, elapsed: () => number) {
  const [state, setState] = useState<'idle' | 'saving' | 'saved' | 'failed'>('idle')
  const [pending, setPending] = useState<Draft | null>(null)

  useEffect(() => {
    if (!pending) return
    const abort = new AbortController()
    const timer = setTimeout(async () => {
      setState('saving')
      try {
        await postJson(
          SavedAnswerSchema,
          studyApiPaths.write(study, 'drafts'),
          { annotator, item, draft: pending, milliseconds: elapsed() },
          abort.signal,
        )
        if (!abort.signal.aborted) setState('saved')
      } catch {
        if (!abort.signal.aborted) setState('failed')
      }
    }, SAVE_AFTER_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [study, annotator, item, elapsed, pending])

  return { state, save: setPending }
}
