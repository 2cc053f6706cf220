'use client'

import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { useKeys } from '@/app/_ui/keys'
import type { Change } from '@/lib/contract/changes'
import { placeOf } from './change-row'

/** Returns the place of the selected change, −1 for none: j and k select, x undoes it, Enter opens its page. */
export function useChangeKeys(changes: readonly Change[], undo: (change: Change) => void): number {
  const router = useRouter()
  const [selected, setSelected] = useState(-1)
  const keys = useMemo(() => {
    const step = (by: number) => (event: KeyboardEvent) => {
      event.preventDefault()
      setSelected(Math.min(changes.length - 1, Math.max(0, selected < 0 ? 0 : selected + by)))
    }
    const run = () => {
      const change = changes[selected]
      if (change?.canUndo) undo(change)
    }
    const open = () => {
      const place = changes[selected] && placeOf(changes[selected])
      if (place) router.push(place.href)
    }
    return [
      { keys: 'j', does: 'next change', run: step(1) },
      { keys: 'k', does: 'previous change', run: step(-1) },
      { keys: 'x', does: 'undo the change', run },
      { keys: 'Enter', does: 'open the page of the change', run: open },
    ]
  }, [changes, selected, undo, router])
  useKeys(keys)
  return selected
}
