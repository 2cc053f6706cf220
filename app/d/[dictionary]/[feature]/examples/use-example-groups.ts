'use client'

import { useQueries } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { type FeatureRef, featureQueries } from '@/app/_ui/data/queries/feature'
import type { ExampleGroupName } from '@/lib/contract/example-groups'
import type { ExampleView } from '@/lib/contract/feature'
import type { View } from '../view'
import type { GroupFailure } from './example-group'

interface Group {
  readonly items: readonly ExampleView[] | undefined
  readonly isLoading: boolean
  readonly failure: GroupFailure | null
}

/**
 * Returns the examples of each group. One query a group, sent when a reader comes near. Windows of the strongest came with the
 * page and stay as they came; what is missing of them, and their whole sequences for the layout that shows them, is requested. Of
 * several groups that failed, the first has the one button that asks for all of them again.
 */
export function useExampleGroups(options: {
  feature: FeatureRef
  top: readonly ExampleView[]
  /** True if all of the strongest came with the page. */
  isTopWhole: boolean
  names: readonly ExampleGroupName[]
  layout: View['layout']
}) {
  const { feature, top, isTopWhole, names, layout } = options
  const [near, setNear] = useState<ReadonlySet<ExampleGroupName>>(new Set())
  const results = useQueries({
    queries: names.map((name) => ({
      ...featureQueries.examples(feature, name),
      enabled: name === 'top' ? layout === 'whole' || !isTopWhole : near.has(name),
    })),
  })
  const onNear = useCallback(
    (name: ExampleGroupName) => setNear((known) => (known.has(name) ? known : new Set(known).add(name))),
    [],
  )
  const failed = results.filter(({ isError }) => isError)
  const retry = () => {
    for (const { refetch } of failed) void refetch()
  }
  const groups = new Map<ExampleGroupName, Group>(
    names.map((name, at) => {
      const { data, error, isError } = results[at]
      const items = name === 'top' ? topItems(top, data?.items, layout) : data?.items
      const isLoading = !data && !(name === 'top' && isTopWhole)
      return [
        name,
        {
          items,
          isLoading,
          failure: isError ? { error, retry: results[at] === failed[0] ? retry : null } : null,
        },
      ]
    }),
  )
  return { groups, onNear }
}

/** Returns the strongest: those that came with the page, followed by the others once they are here; or all of them as whole texts. */
function topItems(
  top: readonly ExampleView[],
  all: readonly ExampleView[] | undefined,
  layout: View['layout'],
) {
  if (!all) return top
  return layout === 'whole' ? all : [...top, ...all.slice(top.length)]
}
