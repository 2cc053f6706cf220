'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '@/app/_ui/data/client'
import type { Draft, QueueAnswer, ScoreBody } from '@/lib/contract/studies'
import type { SkipReason } from '@/lib/domain/study'
import { messageOf } from '@/lib/errors'

/** Returns the current item of a person in a study, and functions to score, skip and undo. */
export function useQueue(study: number, annotator: string) {
  const [answer, setAnswer] = useState<QueueAnswer | null>(null)
  /** Raised whenever an item is loaded, also the same one again, so that the form starts again. */
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
    () => api.studies.next({ params: { study }, body: { annotator } }),
    [study, annotator],
  )
  const load = useCallback(() => run(next), [run, next])
  const first = useRef(false)

  useEffect(() => {
    // once, also if effects run twice, because a second answer would start the form again
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
        // the form sends no draft with an open question, and the server refuses one
        const body = {
          ...{ ...draft, annotator, item, submission, milliseconds },
          levels: asksLevels ? draft.levels : null,
        } as ScoreBody
        await api.studies.score({ params: { study }, body })
        return next()
      }),
    skip: (item: string, reason: SkipReason, note: string, milliseconds: number) =>
      run(async () => {
        const body = { annotator, item, reason, note, milliseconds }
        await api.studies.skip({ params: { study }, body })
        return next()
      }),
    undo: (item: string) => run(() => api.studies.undo({ params: { study }, body: { annotator, item } })),
  }
}

const SAVE_AFTER_MS = 500

/** Saves the answers a moment after each change, one request at a time. */
export function useDraftSaving(study: number, annotator: string, item: string, elapsed: () => number) {
  const [state, setState] = useState<'idle' | 'saving' | 'saved' | 'failed'>('idle')
  const [pending, setPending] = useState<Draft | null>(null)

  useEffect(() => {
    if (!pending) return
    const abort = new AbortController()
    const timer = setTimeout(async () => {
      setState('saving')
      try {
        const body = { annotator, item, draft: pending, milliseconds: elapsed() }
        await api.studies.saveDraft({ params: { study }, body }, { signal: abort.signal })
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
