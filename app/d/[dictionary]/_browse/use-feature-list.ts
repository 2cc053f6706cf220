'use client'

import { keepPreviousData, type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { featureListQueries } from '@/app/_ui/data/queries/feature-lists'
import type { BrowseState } from '@/lib/contract/browse-query'
import type { FeatureRow } from '@/lib/contract/schemas'
import { blockShape } from './block-shape'
import { filtersOf, listOf } from './list-parts'
import { useBrowse } from './use-browse'

/** Delay before rows are asked for, so that rows that only fly by are not. */
const SETTLED_MS = 80

/**
 * Returns the list that is shown: the one that the address asks for as soon as its first rows are there, and until then the
 * one before.
 */
export function useShownList() {
  const { source, query } = useBrowse()
  const first = useQuery(featureListQueries.block(source, listOf(query), blockShape(query.view), 0))
  const counts = useQuery({
    ...featureListQueries.counts(source, filtersOf(query)),
    placeholderData: keepPreviousData,
  })
  const [shown, setShown] = useState(query)
  if (first.data && shown !== query) setShown(query)
  const list = first.data ? query : shown
  return {
    shown: list,
    /** True while the list that was asked for is on its way. */
    isWaiting: list !== query,
    first,
    counts: counts.data,
    countsQuery: counts,
    areCountsOld: counts.isPlaceholderData,
  }
}

/** Returns how many features the shown list has; a lower bound until they are counted. */
export function useTotal(shown: BrowseState): number {
  const { source } = useBrowse()
  const { data: counts } = useQuery(featureListQueries.counts(source, filtersOf(shown)))
  const shape = blockShape(shown.view)
  const { data: first } = useQuery(featureListQueries.block(source, listOf(shown), shape, 0))
  if (counts) return counts.matching
  if (!first) return 0
  return first.nextCursor === null ? first.items.length : first.items.length + shape.size
}

interface Sight {
  readonly from: number
  readonly to: number
}

/** Returns the rows of a list near the window, one query for each block; blocks that fly by are given up. */
export function useRows(shown: BrowseState, { from, to }: Sight) {
  const { source } = useBrowse()
  const shape = blockShape(shown.view)
  const firstBlock = Math.floor(from / shape.size)
  const lastBlock = Math.max(firstBlock, Math.ceil(to / shape.size) - 1)
  const settled = useSettled(`${firstBlock} ${lastBlock}`)
  const blocks = Array.from({ length: lastBlock - firstBlock + 1 }, (_, at) => firstBlock + at)
  const list = listOf(shown)
  return useQueries({
    queries: blocks.map((nth) => ({
      ...featureListQueries.block(source, list, shape, nth),
      enabled: nth === 0 || settled,
    })),
    combine: useCallback(
      (answers: readonly BlockAnswer[]) => joined(answers, firstBlock * shape.size, shape.size),
      [firstBlock, shape.size],
    ),
  })
}

type BlockAnswer = UseQueryResult<{ readonly items: FeatureRow[] }, unknown>

/** Returns the rows of blocks that follow each other, by their place, and why some are missing. */
function joined(answers: readonly BlockAnswer[], from: number, size: number) {
  const missing = answers.filter(({ data }) => data === undefined)
  return {
    rows: new Map(
      answers.flatMap(({ data }, nth) =>
        (data?.items ?? []).map((row, at) => [from + nth * size + at, row] as const),
      ),
    ),
    error: missing.find(({ error }) => error)?.error ?? null,
    /** True while a request that failed is tried again. */
    isRetrying: missing.some(({ failureCount }) => failureCount > 0),
    isOffline: missing.some(({ fetchStatus }) => fetchStatus === 'paused'),
    retry: () => {
      for (const answer of missing) if (answer.error) void answer.refetch()
    },
  }
}

/** Returns true when a text has not changed for a moment. */
function useSettled(text: string): boolean {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled === text
}
