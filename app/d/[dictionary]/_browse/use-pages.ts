'use client'

import { useCallback, useRef, useState } from 'react'
import { browseParams, type FeaturesQuery } from '@/lib/api/browse-query'
import { apiPaths } from '@/lib/api/paths'
import type { FeatureRow } from '@/lib/api/schemas'

export interface FeaturePage {
  readonly items: readonly FeatureRow[]
  readonly nextCursor: string | null
}

type State = 'more' | 'asking' | 'failed' | 'end'

/** Pages after the first, one request at a time. */
export function usePages(dictionary: string, query: FeaturesQuery, first: FeaturePage) {
  const [pages, setPages] = useState<readonly (readonly FeatureRow[])[]>([first.items])
  const [state, setState] = useState<State>(first.nextCursor === null ? 'end' : 'more')
  const cursor = useRef(first.nextCursor)
  const asking = useRef(false)

  const more = useCallback(async () => {
    if (asking.current || cursor.current === null) return
    asking.current = true
    setState('asking')
    try {
      const answer = await fetch(
        apiPaths.features(dictionary, { ...browseParams(query), cursor: cursor.current }),
      )
      if (!answer.ok) throw new Error(String(answer.status))
      const page = (await answer.json()) as FeaturePage
      cursor.current = page.nextCursor
      setPages((known) => [...known, page.items])
      setState(page.nextCursor === null ? 'end' : 'more')
    } catch {
      setState('failed')
    } finally {
      asking.current = false
    }
  }, [dictionary, query])

  return { pages, state, more }
}
