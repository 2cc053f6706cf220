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
  readonly failure: GroupFailure | null
}

/**
 * Returns the examples of each group. One query a group, sent when a reader comes near. The windows of the strongest came with
 * the page; their whole sequences are requested for the layout that shows them, and where a window was too long to come along. Of several groups that failed, the first has the
 * one button that asks for all of them again.
 */
export function useExampleGroups(options: {
  feature: FeatureRef
  top: readonly ExampleView[]
  names: readonly ExampleGroupName[]
  layout: View['layout']
}) {
  const { feature, top, names, layout } = options
  const [near, setNear] = useState<ReadonlySet<ExampleGroupName>>(new Set())
  const results = useQueries({
    queries: names.map((name) => ({
      ...featureQueries.examples(feature, name),
      enabled: name === 'top' ? layout === 'whole' || top.some(isCut) : near.has(name),
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
      const items = data?.items ?? (name === 'top' ? top : undefined)
      return [
        name,
        { items, failure: isError ? { error, retry: results[at] === failed[0] ? retry : null } : null },
      ]
    }),
  )
  return { groups, onNear }
}

/** Returns true if only the token itself came with the page. */
const isCut = ({ tokens, length }: ExampleView) => tokens.length === 1 && length > 1
