'use client'

import { skipToken, useQuery } from '@tanstack/react-query'
import { useQueryState } from 'nuqs'
import { useState, useSyncExternalStore } from 'react'
import { type FeatureRef, featureQueries } from '@/app/_ui/data/queries/feature'
import { SHARED_TEXT_LENGTH, VIEW } from '../view'

const DRAFT = 'semascope.test-text'
const CHANGED = 'semascope:test-text'

const draft = {
  read: () => localStorage.getItem(DRAFT) ?? '',
  write: (text: string) => {
    localStorage.setItem(DRAFT, text)
    window.dispatchEvent(new Event(CHANGED))
  },
  subscribe: (listen: () => void) => {
    window.addEventListener(CHANGED, listen)
    return () => window.removeEventListener(CHANGED, listen)
  },
}

/**
 * Returns the text of the test and its answer. What is typed is kept in this browser and goes along to the next feature; the
 * address carries what was tested, if it is short, and a page with such an address tests it at once.
 */
export function useTest(feature: FeatureRef) {
  const [shared, share] = useQueryState('text', VIEW.text)
  const kept = useSyncExternalStore(draft.subscribe, draft.read, () => '')
  const [typed, setTyped] = useState<string | null>(null)
  const [long, setLong] = useState<string | null>(null)
  const asked = long ?? shared
  const text = typed ?? shared ?? kept
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...featureQueries.inspect(feature, asked ?? ''),
    ...(asked ? {} : { queryFn: skipToken }),
    enabled: Boolean(asked),
  })
  const type = (next: string) => {
    setTyped(next)
    draft.write(next)
  }
  const test = (next = text) => {
    type(next)
    const isShort = next.length <= SHARED_TEXT_LENGTH
    setLong(isShort ? null : next)
    void share(isShort && next !== '' ? next : null)
    if (next !== '' && next === asked) void refetch()
  }
  return {
    text,
    type,
    test,
    answer: asked ? data : undefined,
    error: asked ? error : null,
    isBusy: isFetching,
    /** True while the answer is that of another text than the field has. */
    isStale: isPlaceholderData || text !== asked,
  }
}
