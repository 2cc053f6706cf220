'use client'

import { useEffect, useState } from 'react'
import { api } from '@/app/_ui/data/client'
import type { SuggestAnswer } from '@/lib/contract/suggest'
import { messageOf } from '@/lib/errors'

const TYPING_MS = 120

/** Returns what the server suggests for a text. It asks when typing pauses, and keeps the last answer until then. */
export function useSuggestions(q: string, dictionary: string | undefined) {
  const [answered, setAnswered] = useState<{ q: string; answer: SuggestAnswer } | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  useEffect(() => {
    const abort = new AbortController()
    const timer = setTimeout(
      async () => {
        try {
          const answer = await api.search.suggest({ query: { q, dictionary } }, { signal: abort.signal })
          setAnswered({ q, answer })
          setFailure(null)
        } catch (error) {
          if (!abort.signal.aborted) setFailure(messageOf(error))
        }
      },
      q === '' ? 0 : TYPING_MS,
    )
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [q, dictionary])
  return { answer: answered?.answer ?? null, isFresh: answered?.q === q, failure }
}
