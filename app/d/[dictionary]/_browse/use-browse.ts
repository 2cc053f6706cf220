'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState, useTransition } from 'react'
import { type BrowseState, browseParams } from '@/lib/contract/browse-query'
import { paths } from '@/lib/contract/paths'

/** Returns a function that opens the list with a changed query; `pending` is true while the server renders it. */
export function useBrowse(dictionary: string, query: BrowseState) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const latest = useRef(query)
  latest.current = query
  const go = useCallback(
    (change: Partial<Record<keyof BrowseState, unknown>>) => {
      const next = { ...latest.current, ...change } as BrowseState
      start(() => router.replace(paths.browse(dictionary, browseParams(next)), { scroll: false }))
    },
    [router, dictionary],
  )
  return { go, pending }
}

const TYPING_MS = 350

/**
 * Returns the text of a field while a person types. The text is committed when typing pauses, on Enter and on leaving
 * the field, and it follows the address while the field is not in use.
 */
export function useDraft(value: string, commit: (text: string) => void) {
  const [draft, setDraft] = useState(value)
  const [used, setUsed] = useState(false)
  const known = useRef(value)
  const save = useRef(commit)
  save.current = commit

  useEffect(() => {
    known.current = value
    if (!used) setDraft(value)
  }, [value, used])

  const flush = useCallback((text: string) => {
    if (text === known.current) return
    known.current = text
    save.current(text)
  }, [])

  useEffect(() => {
    if (!used) return
    const timer = setTimeout(() => flush(draft), TYPING_MS)
    return () => clearTimeout(timer)
  }, [draft, used, flush])

  return {
    value: draft,
    onChange: (event: { target: { value: string } }) => setDraft(event.target.value),
    onFocus: () => setUsed(true),
    onBlur: () => {
      flush(draft)
      setUsed(false)
    },
    onKeyDown: (event: { key: string; currentTarget: HTMLElement }) => {
      if (event.key === 'Enter') flush(draft)
      if (event.key === 'Escape') event.currentTarget.blur()
    },
  }
}
