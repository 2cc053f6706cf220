'use client'

import { useCallback, useEffect, useLayoutEffect, useState } from 'react'
import type { BrowseState } from '@/lib/contract/browse-query'
import type { FeatureRow } from '@/lib/contract/schemas'
import { listOf } from './list-parts'
import type { ListProps } from './list-props'
import { keptPlace, useKeptPlace } from './use-kept-place'
import type { useLines } from './use-lines'
import { useListKeys } from './use-list-keys'

interface Options extends ListProps {
  readonly lines: ReturnType<typeof useLines>
  readonly rows: ReadonlyMap<number, FeatureRow>
}

/**
 * Holds the selected row of a list, and where the window stands in it: a new order starts at its top, Back returns to the
 * rows one left, and the other view shows the same features.
 */
export function useList({ shown, total, selection, lines, rows, seen }: Options) {
  const [selected, setSelected] = useState(-1)
  const { show, columns, line, isReady, firstSeen } = lines

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another list, or the first look at one, moves the window
  useLayoutEffect(() => {
    if (!isReady) return
    const kept = keptPlace(shown)
    const last = seen.current
    seen.current = { list: nameOf(shown), place: 0 }
    if (kept) {
      setSelected(Math.min(kept.selected, total - 1))
      window.scrollTo(0, kept.y)
    } else if (last) {
      setSelected(-1)
      const isSame = last.list === seen.current.list
      if (isSame ? last.place > 0 : firstSeen() > 0) show(isSame ? last.place : 0, 'start')
    }
  }, [shown, isReady])

  // biome-ignore lint/correctness/useExhaustiveDependencies: lines of another height show the same features
  useLayoutEffect(() => {
    const place = seen.current?.place ?? 0
    if (isReady && place > 0) show(place, 'start')
  }, [columns, line])

  useEffect(() => {
    const note = () => {
      seen.current = { list: nameOf(shown), place: firstSeen() }
    }
    window.addEventListener('scroll', note, { passive: true })
    return () => window.removeEventListener('scroll', note)
  })

  useKeptPlace(shown, selected)
  const { check } = selection
  const onCheck = useCallback(
    (at: number, isRange: boolean) => {
      setSelected(at)
      void check(shown, at, isRange)
    },
    [check, shown],
  )
  useListKeys({
    ...{ shown, selected, columns, onCheck, rows },
    count: total,
    select: (next: number) => {
      setSelected(next)
      show(next)
    },
  })
  return { selected, onCheck }
}

/** Returns the list without its view, in which the same features stand at the same places. */
const nameOf = (shown: BrowseState) => JSON.stringify(listOf(shown))
