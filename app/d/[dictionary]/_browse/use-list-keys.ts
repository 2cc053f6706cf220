'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useMemo, useRef } from 'react'
import { useStar } from '@/app/_ui/data/marks/use-writes'
import { markQueries } from '@/app/_ui/data/queries/marks'
import { useKeys } from '@/app/_ui/keys'
import { askList, askPerson } from '@/app/_ui/marks/ask'
import { sayFailure } from '@/app/_ui/marks/offer'
import { type BrowseState, listParam } from '@/lib/contract/browse-query'
import { paths } from '@/lib/contract/paths'
import type { FeatureRow } from '@/lib/contract/schemas'
import { messageOf } from '@/lib/errors'
import { useBrowse } from './use-browse'

interface Options {
  readonly shown: BrowseState
  readonly count: number
  readonly selected: number
  /** Items in a line, which the vertical arrows step over. */
  readonly columns: number
  readonly rows: ReadonlyMap<number, FeatureRow>
  readonly select: (place: number) => void
  readonly onCheck: (place: number, isRange: boolean) => void
}

/** How long a row is selected before its marks are read, so that a star on it shows at once. */
const REST_MS = 200

/** The keys of a list: j, k and arrows move, Enter opens, s stars, a adds to a list, x selects. */
export function useListKeys(options: Options): void {
  const { selected, columns, rows } = options
  const { dictionary } = useBrowse().source
  const router = useRouter()
  const feature = rows.get(selected)?.index
  const toggleStar = useStarOf(dictionary, feature)
  const latest = useRef({ ...options, feature, toggleStar })
  latest.current = { ...options, feature, toggleStar }

  const keys = useMemo(() => {
    const step = (by: number) => (event: KeyboardEvent) => {
      event.preventDefault()
      const { count, selected, select } = latest.current
      if (count > 0) select(Math.min(count - 1, Math.max(0, selected < 0 ? 0 : selected + by)))
    }
    const onRow = (act: (feature: number) => void) => () => {
      const { feature } = latest.current
      if (feature !== undefined) act(feature)
    }
    const open = (feature: number) =>
      router.push(paths.feature(dictionary, feature, { list: listParam(latest.current.shown) }))
    const sideways =
      columns > 1
        ? [
            { keys: 'ArrowRight', does: 'next feature', run: step(1) },
            { keys: 'ArrowLeft', does: 'previous feature', run: step(-1) },
          ]
        : []
    return [
      { keys: 'j', does: columns > 1 ? 'next feature' : 'next row', run: step(1) },
      { keys: 'k', does: columns > 1 ? 'previous feature' : 'previous row', run: step(-1) },
      { keys: 'ArrowDown', does: 'next row', run: step(columns) },
      { keys: 'ArrowUp', does: 'previous row', run: step(-columns) },
      ...sideways,
      { keys: 'Enter', does: 'open the feature', run: onRow(open) },
      { keys: 's', does: 'star the feature', run: () => latest.current.toggleStar() },
      {
        keys: 'a',
        does: 'add the feature to a list',
        run: onRow((feature) => askList({ dictionary, feature })),
      },
      {
        keys: 'x',
        does: 'select the feature',
        run: () => latest.current.selected >= 0 && latest.current.onCheck(latest.current.selected, false),
      },
    ]
  }, [columns, dictionary, router])
  useKeys(keys)
}

/** Returns what stars a feature, or takes this person's star away. */
function useStarOf(dictionary: string, feature: number | undefined): () => void {
  const client = useQueryClient()
  const { star } = useStar({ dictionary, feature: feature ?? 0 })
  useEffect(() => {
    if (feature === undefined) return
    const timer = setTimeout(() => void client.prefetchQuery(markQueries.marks(dictionary, feature)), REST_MS)
    return () => clearTimeout(timer)
  }, [client, dictionary, feature])
  return async () => {
    if (feature === undefined) return
    const person = await askPerson()
    if (person === null) return
    try {
      const { stars } = await client.ensureQueryData(markQueries.marks(dictionary, feature))
      await star(!stars.includes(person))
    } catch (error) {
      sayFailure(`Not saved: ${messageOf(error)}`)
    }
  }
}
