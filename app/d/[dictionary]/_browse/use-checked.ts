'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { featureListQueries } from '@/app/_ui/data/queries/feature-lists'
import type { BrowseState } from '@/lib/contract/browse-query'
import type { FeatureRow } from '@/lib/contract/schemas'
import { blockShape } from './block-shape'
import { listOf } from './list-parts'
import { useBrowse } from './use-browse'

/** Most rows that one press with Shift selects. */
const LONGEST_RANGE = 1000

export interface CheckedRows {
  /** The selected features, by number, as TanStack Table holds them. */
  readonly checked: Record<string, true>
  /** Their rows, in the order in which they were selected. */
  readonly rows: readonly FeatureRow[]
  /** Selects or leaves out the feature at a place, or all from the one before. */
  readonly check: (shown: BrowseState, place: number, isRange: boolean) => Promise<void>
  readonly clear: () => void
}

/** Holds the features that a reader selected. They stay selected while filters and the order change. */
export function useChecked(): CheckedRows {
  const { source } = useBrowse()
  const client = useQueryClient()
  const [rows, setRows] = useState<ReadonlyMap<number, FeatureRow>>(new Map())
  const anchor = useRef(-1)

  const check = useCallback(
    async (shown: BrowseState, place: number, isRange: boolean) => {
      const isLong = isRange && anchor.current >= 0
      const [from, to] = isLong
        ? [Math.min(anchor.current, place), Math.max(anchor.current, place)]
        : [place, place]
      anchor.current = place
      const shape = blockShape(shown.view)
      const last = Math.min(to, from + LONGEST_RANGE - 1)
      const blocks = Array.from(
        { length: Math.floor(last / shape.size) - Math.floor(from / shape.size) + 1 },
        (_, at) => Math.floor(from / shape.size) + at,
      )
      const pages = await Promise.all(
        blocks.map((nth) =>
          client.ensureQueryData(featureListQueries.block(source, listOf(shown), shape, nth)),
        ),
      )
      const range = pages.flatMap(({ items }, at) =>
        items.filter((_, nth) => {
          const where = blocks[at] * shape.size + nth
          return where >= from && where <= last
        }),
      )
      setRows((before) => {
        const next = new Map(before)
        const isOff = !isLong && before.has(range[0]?.index)
        for (const row of range) {
          if (isOff) next.delete(row.index)
          else next.set(row.index, row)
        }
        return next
      })
    },
    [client, source],
  )
  const clear = useCallback(() => {
    anchor.current = -1
    setRows(new Map())
  }, [])
  return useMemo(
    () => ({
      checked: Object.fromEntries([...rows.keys()].map((index) => [index, true as const])),
      rows: [...rows.values()],
      check,
      clear,
    }),
    [rows, check, clear],
  )
}
