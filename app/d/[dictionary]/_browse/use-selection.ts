'use client'

import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { useKeys } from '@/app/_ui/keys'
import { askList } from '@/app/_ui/marks/ask'
import { paths } from '@/lib/contract/paths'
import type { FeatureRow } from '@/lib/contract/schemas'
import { star } from './star'

interface Options {
  readonly dictionary: string
  readonly count: number
  /** Number of items per line, which the vertical arrows step over. */
  readonly columns: number
  readonly rowAt: (place: number) => FeatureRow | undefined
  /** Reads the row of a place again. */
  readonly again: (place: number) => void
  /** Scrolls a place into the window. */
  readonly show: (place: number) => void
}

/** Returns the selected item, −1 for none: j, k and arrows move, Enter opens, s stars, a adds to a list. */
export function useSelection({ dictionary, count, columns, rowAt, again, show }: Options): number {
  const router = useRouter()
  const [selected, setSelected] = useState(-1)
  const keys = useMemo(() => {
    const step = (by: number) => (event: KeyboardEvent) => {
      event.preventDefault()
      const next = Math.min(count - 1, Math.max(0, selected < 0 ? 0 : selected + by))
      setSelected(next)
      show(next)
    }
    const open = () => {
      const row = rowAt(selected)
      if (row) router.push(paths.feature(dictionary, row.index))
    }
    const onRow = (act: (of: { dictionary: string; feature: number; after: () => void }) => void) => () => {
      const row = rowAt(selected)
      const after = () => {
        again(selected)
        router.refresh()
      }
      if (row) act({ dictionary, feature: row.index, after })
    }
    const sideways =
      columns > 1
        ? [
            { keys: 'ArrowRight', does: 'next feature', run: step(1) },
            { keys: 'ArrowLeft', does: 'previous feature', run: step(-1) },
          ]
        : []
    return [
      { keys: 'j', does: 'next feature', run: step(1) },
      { keys: 'k', does: 'previous feature', run: step(-1) },
      { keys: 'ArrowDown', does: 'the feature below', run: step(columns) },
      { keys: 'ArrowUp', does: 'the feature above', run: step(-columns) },
      ...sideways,
      { keys: 'Enter', does: 'open the feature', run: open },
      { keys: 's', does: 'star the feature', run: onRow(star) },
      { keys: 'a', does: 'add the feature to a list', run: onRow(askList) },
    ]
  }, [count, columns, selected, rowAt, again, show, router, dictionary])
  useKeys(keys)
  return selected
}
