'use client'

import { useCallback, useRef, useState } from 'react'
import { api } from '@/app/_ui/data/client'
import type { ExampleGroupName } from '@/lib/contract/example-groups'
import type { ExampleView } from '@/lib/contract/feature'
import { messageOf } from '@/lib/errors'

export type GroupState =
  | { readonly status: 'waiting' }
  | { readonly status: 'loaded'; readonly items: readonly ExampleView[] }
  | { readonly status: 'failed'; readonly message: string }

const WAITING: GroupState = { status: 'waiting' }

/** Returns the groups of examples. Each is fetched once, when a reader reaches it; the first comes with the page. */
export function useExamples(dictionary: string, index: number, top: readonly ExampleView[]) {
  const [groups, setGroups] = useState<ReadonlyMap<ExampleGroupName, GroupState>>(
    () => new Map([['top', { status: 'loaded', items: top }]]),
  )
  const asked = useRef(new Set<ExampleGroupName>())

  const load = useCallback(
    async (group: ExampleGroupName) => {
      if (asked.current.has(group)) return
      asked.current.add(group)
      const set = (state: GroupState) => setGroups((known) => new Map(known).set(group, state))
      try {
        const { items } = await api.features.examples({
          params: { dictionary, feature: index },
          query: { group },
        })
        set({ status: 'loaded', items })
      } catch (error) {
        asked.current.delete(group)
        set({ status: 'failed', message: messageOf(error) })
      }
    },
    [dictionary, index],
  )

  return { stateOf: (group: ExampleGroupName) => groups.get(group) ?? WAITING, load }
}
