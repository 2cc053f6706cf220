'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '@/app/_ui/data/client'
import type { BrowseState } from '@/lib/contract/browse-query'
import type { FeatureRow } from '@/lib/contract/schemas'
import { messageOf } from '@/lib/errors'

/** Delay before a request, so that rows that only scroll by are not requested. */
const SETTLED_MS = 80

/**
 * Returns the rows of a list by their place. The first rows come with the document; others are fetched in blocks when
 * `want` is called with the visible places.
 */
export function useRows(
  dictionary: string,
  query: BrowseState,
  first: readonly FeatureRow[],
  options: { readonly total: number; readonly examples: number },
) {
  const { total, examples } = options
  /** Number of rows per request: as many as came with the document, so that none of those is requested again. */
  const block = Math.max(1, first.length)
  const rows = useRef(new Map(first.entries()))
  const asked = useRef(new Set<number>())
  const sight = useRef({ from: 0, to: 0 })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [failure, setFailure] = useState<string | null>(null)
  const [, setLoaded] = useState(0)

  const fetchBlock = useCallback(
    async (nth: number) => {
      asked.current.add(nth)
      try {
        const from = nth * block
        const { view: _, ...list } = query
        const { items } = await api.features.list({
          params: { dictionary },
          query: { ...list, limit: block, from, examples },
        })
        items.forEach((row, at) => {
          rows.current.set(from + at, row)
        })
        setFailure(null)
      } catch (error) {
        asked.current.delete(nth)
        setFailure(messageOf(error))
      }
      setLoaded((count) => count + 1)
    },
    [dictionary, query, examples, block],
  )

  const settle = useCallback(() => {
    const { from, to } = sight.current
    for (let nth = Math.floor(from / block); nth * block < Math.min(to, total); nth++) {
      const places = Array.from({ length: block }, (_, at) => nth * block + at).filter((at) => at < total)
      if (!asked.current.has(nth) && places.some((place) => !rows.current.has(place))) void fetchBlock(nth)
    }
  }, [total, block, fetchBlock])

  /** Says which places are visible, `to` excluded. */
  const want = useCallback(
    (from: number, to: number) => {
      sight.current = { from, to }
      clearTimeout(timer.current)
      timer.current = setTimeout(settle, SETTLED_MS)
    },
    [settle],
  )
  useEffect(() => () => clearTimeout(timer.current), [])

  /** Reads the row of a place again, with its block. */
  const again = useCallback(
    (place: number) => void fetchBlock(Math.floor(place / block)),
    [block, fetchBlock],
  )

  return {
    /** Number of rows that came with the document. */
    given: first.length,
    rowAt: (place: number) => rows.current.get(place),
    ...{ want, again, failure, retry: settle },
  }
}
