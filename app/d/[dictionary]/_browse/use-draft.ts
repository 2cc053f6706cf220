'use client'

import { useCallback, useEffect, useRef, useState } from 'react'

const TYPING_MS = 350

/** What a typed text means: a value, or why it is none. */
export type Parsed<Value> = { readonly value: Value } | { readonly error: string }

interface Options<Value> {
  /** The value as a reader would type it. */
  readonly text: string
  readonly parse: (text: string) => Parsed<Value>
  readonly onCommit: (value: Value) => void
}

/**
 * Returns the text of a field while a person types. The text is committed when typing pauses, on Enter and on leaving the
 * field. A text that means nothing stays where it is, and the field says what is wrong with it.
 */
export function useDraft<Value>({ text, parse, onCommit }: Options<Value>) {
  const [draft, setDraft] = useState(text)
  const [error, setError] = useState<string>()
  const known = useRef(text)
  const latest = useRef({ parse, onCommit })
  latest.current = { parse, onCommit }

  // Back, a chip or "Clear" changed the list: the field follows
  useEffect(() => {
    if (text === known.current) return
    known.current = text
    setDraft(text)
    setError(undefined)
  }, [text])

  const flush = useCallback((typed: string) => {
    const parsed = latest.current.parse(typed)
    setError('error' in parsed ? parsed.error : undefined)
    if ('error' in parsed || typed === known.current) return
    known.current = typed
    latest.current.onCommit(parsed.value)
  }, [])

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const field = {
    value: draft,
    onChange: (event: { target: { value: string } }) => {
      const { value } = event.target
      setDraft(value)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => flush(value), TYPING_MS)
    },
    onBlur: () => {
      clearTimeout(timer.current)
      flush(draft)
    },
    onKeyDown: (event: { key: string; currentTarget: HTMLElement }) => {
      if (event.key === 'Enter') {
        clearTimeout(timer.current)
        flush(draft)
      }
      if (event.key === 'Escape') event.currentTarget.blur()
    },
  }
  return { field, error }
}
