'use client'

import { useCallback } from 'react'
import { useDraft, writeDraft } from '@/app/_ui/drafts'
import type { FeatureRef } from '@/app/_ui/marks/ask'
import { usePerson } from '@/app/_ui/rubric/person'

type What = 'label' | 'comment' | 'scores'

/** Returns the key of what a person has not saved yet about a feature. */
export const draftKey = (what: What, { dictionary, feature }: FeatureRef, person: string): string =>
  `${what} ${dictionary} ${feature} ${person.trim()}`

/**
 * Returns what this person has written about a feature and not saved yet, and the function that keeps or discards it. What
 * was written before a name was given belongs to the person who then gives one.
 */
export function useOwnDraft<Value>(
  what: What,
  { dictionary, feature }: FeatureRef,
): readonly [Value | null, (value: Value | null) => void] {
  const [person] = usePerson()
  const unsigned = draftKey(what, { dictionary, feature }, '')
  const key = draftKey(what, { dictionary, feature }, person)
  const [own, setOwn] = useDraft<Value>(key)
  const [before] = useDraft<Value>(unsigned)
  const write = useCallback(
    (value: Value | null) => {
      if (key !== unsigned) writeDraft(unsigned, null)
      setOwn(value)
    },
    [key, unsigned, setOwn],
  )
  return [own ?? before, write]
}
