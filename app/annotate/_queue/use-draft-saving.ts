'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '@/app/_ui/data/client'
import type { Draft } from '@/lib/contract/studies'
import { confirm, keep, keptAnswers, type Place } from './kept-answers'
import { writesOf } from './use-queue'

const SAVE_AFTER_MS = 500

/**
 * Keeps answers in this browser at once, and saves them on the server a moment after each change, or when the page is
 * left. At most one request is under way and one waits, which sends what is kept when its turn comes.
 *
 * @param wasKept true if the form starts with answers that the server has not confirmed
 */
export function useDraftSaving(place: Place, elapsed: () => number, wasKept: boolean) {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const [isChanged, setChanged] = useState(wasKept)
  const mutationKey = ['studies', 'draft', place.item]
  const { mutate, ...saving } = useMutation({
    ...writesOf(place),
    mutationKey,
    mutationFn: async () => {
      const kept = keptAnswers(place)
      if (!kept || kept.submission) return null
      const { study, annotator, item } = place
      const { draft, milliseconds } = kept
      const body = { annotator, item, draft, milliseconds }
      await api.studies.saveDraft({ params: { study }, body }, { context: { keepalive: true } })
      return kept
    },
    onSuccess: (sent) => {
      if (sent && confirm(place, sent)) setChanged(false)
    },
  })

  const cancel = useCallback(() => {
    if (timer.current === null) return false
    clearTimeout(timer.current)
    timer.current = null
    return true
  }, [])
  const send = useRef<() => void>(() => undefined)
  send.current = () => {
    cancel()
    const isPending = () => client.getMutationCache().findAll({ mutationKey, status: 'pending' })
    if (isPending().length < 2) mutate()
  }
  /** Saves a change that still waits, now. */
  const flush = useCallback(() => {
    if (timer.current !== null) send.current()
  }, [])

  useEffect(() => {
    if (wasKept) send.current()
    const leave = () => document.visibilityState === 'hidden' && flush()
    window.addEventListener('pagehide', flush)
    document.addEventListener('visibilitychange', leave)
    return () => {
      window.removeEventListener('pagehide', flush)
      document.removeEventListener('visibilitychange', leave)
      flush()
    }
  }, [flush, wasKept])

  return {
    saving: { ...saving, isChanged },
    flush,
    save: (draft: Draft) => {
      keep(place, { draft, milliseconds: elapsed(), submission: null })
      setChanged(true)
      cancel()
      timer.current = setTimeout(() => send.current(), SAVE_AFTER_MS)
    },
    /** Keeps finished answers until the server has them; nothing is left to save as a draft. */
    finish: (draft: Draft, submission: string) => {
      cancel()
      keep(place, { draft, milliseconds: elapsed(), submission })
    },
  }
}
