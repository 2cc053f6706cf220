'use client'

import { type RefObject, useCallback, useEffect, useState } from 'react'
import { api } from '@/app/_ui/data/client'
import type { SimilarAnswer } from '@/lib/contract/feature-compute'
import { messageOf } from '@/lib/errors'

/** How far below the window the pane is when it asks, so that the answer does not move what a reader is reading. */
const AHEAD = '600px'

export type SimilarState =
  | { readonly status: 'waiting' }
  | { readonly status: 'loaded'; readonly answer: SimilarAnswer }
  | { readonly status: 'failed'; readonly message: string }

/** Returns the nearest features by activity and in other dictionaries; they are requested when the pane is near. */
export function useSimilar(dictionary: string, index: number, pane: RefObject<HTMLElement | null>) {
  const [state, setState] = useState<SimilarState>({ status: 'waiting' })
  const load = useCallback(async () => {
    setState({ status: 'waiting' })
    try {
      const answer = await api.features.similar({ params: { dictionary, feature: index } })
      setState({ status: 'loaded', answer })
    } catch (error) {
      setState({ status: 'failed', message: messageOf(error) })
    }
  }, [dictionary, index])
  useEffect(() => {
    if (!pane.current) return
    const watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return
        watch.disconnect()
        load()
      },
      { rootMargin: AHEAD },
    )
    watch.observe(pane.current)
    return () => watch.disconnect()
  }, [load, pane])
  return { state, load }
}
