'use client'

import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import type { useListWrites } from '@/app/_ui/data/queries/list-edits'
import { useKeys } from '@/app/_ui/keys'
import type { ListEntry } from '@/lib/contract/lists'
import { paths } from '@/lib/contract/paths'

export type ListWrites = ReturnType<typeof useListWrites>

interface Options {
  readonly items: readonly ListEntry[]
  readonly isOwn: boolean
  readonly writes: ListWrites
  /** Scrolls a place into the window. */
  readonly show: (place: number) => void
}

/** Returns the selected entry, −1 for none: j and k select, J and K move it, x removes it, Enter opens it. */
export function useEntryKeys({ items, isOwn, writes, show }: Options): number {
  const router = useRouter()
  const [selected, setSelected] = useState<number | null>(null)
  const at = items.findIndex(({ id }) => id === selected)
  const keys = useMemo(() => {
    const step = (by: number) => (event: KeyboardEvent) => {
      event.preventDefault()
      const next = Math.min(items.length - 1, Math.max(0, at < 0 ? 0 : at + by))
      setSelected(items[next]?.id ?? null)
      show(next)
    }
    const open = () => {
      const entry = items[at]
      if (entry) router.push(paths.feature(entry.dictionary, entry.feature))
    }
    const shift = (by: number) => () => {
      if (!items[at]) return
      writes.move(items[at].id, { by })
      show(Math.min(items.length - 1, Math.max(0, at + by)))
    }
    const takeOut = () => {
      if (!items[at]) return
      setSelected((items[at + 1] ?? items[at - 1])?.id ?? null)
      writes.removeEntry(items[at].id)
    }
    const edits = [
      { keys: 'J', does: 'move the feature down', run: shift(1) },
      { keys: 'K', does: 'move the feature up', run: shift(-1) },
      { keys: 'x', does: 'remove the feature', run: takeOut },
    ]
    return [
      { keys: 'j', does: 'next feature', run: step(1) },
      { keys: 'k', does: 'previous feature', run: step(-1) },
      { keys: 'ArrowDown', does: 'next feature', run: step(1) },
      { keys: 'ArrowUp', does: 'previous feature', run: step(-1) },
      { keys: 'Enter', does: 'open the feature', run: open },
      ...(isOwn ? edits : []),
    ]
  }, [items, at, isOwn, writes, show, router])
  useKeys(keys)
  return at
}
