'use client'

import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { useKeys } from '@/app/_ui/keys'
import { paths } from '@/lib/api/paths'
import type { FeatureRow } from '@/lib/api/schemas'

interface Options {
  readonly dictionary: string
  readonly count: number
  /** Items a line: what the vertical arrows step over. */
  readonly columns: number
  readonly rowAt: (place: number) => FeatureRow | undefined
  /** Brings a place into the window. */
  readonly show: (place: number) => void
}

/** The item the keyboard is on, −1 for none: j and k step, arrows go where they point, Enter opens. */
export function useSelection({ dictionary, count, columns, rowAt, show }: Options): number {
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
    const sideways =
      columns > 1
        ? [
            { keys: 'ArrowRight', does: 'next feature', run: step(1) },
            { keys: 'ArrowLeft', does: 'feature before', run: step(-1) },
          ]
        : []
    return [
      { keys: 'j', does: 'next feature', run: step(1) },
      { keys: 'k', does: 'feature before', run: step(-1) },
      { keys: 'ArrowDown', does: 'feature below', run: step(columns) },
      { keys: 'ArrowUp', does: 'feature above', run: step(-columns) },
      ...sideways,
      { keys: 'Enter', does: 'open the feature', run: open },
    ]
  }, [count, columns, selected, rowAt, show, router, dictionary])
  useKeys(keys)
  return selected
}
