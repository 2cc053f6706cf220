'use client'

import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { useKeys } from '@/app/_ui/keys'
import type { FeatureList, ListEntry } from '@/lib/contract/lists'
import { paths } from '@/lib/contract/paths'

interface Options {
  readonly list: FeatureList
  readonly isOwn: boolean
  readonly move: (entry: ListEntry, place: number) => void
  readonly remove: (entry: ListEntry) => void
}

/** Returns the selected entry, −1 for none: j and k select, J and K move it, x removes it, Enter opens it. */
export function useEntryKeys({ list, isOwn, move, remove }: Options): number {
  const router = useRouter()
  const [selected, setSelected] = useState<number | null>(null)
  const { items } = list
  const at = items.findIndex(({ id }) => id === selected)
  const keys = useMemo(() => {
    const step = (by: number) => (event: KeyboardEvent) => {
      event.preventDefault()
      const next = Math.min(items.length - 1, Math.max(0, at < 0 ? 0 : at + by))
      setSelected(items[next]?.id ?? null)
    }
    const open = () => {
      const entry = items[at]
      if (entry) router.push(paths.feature(entry.dictionary, entry.feature))
    }
    const shift = (by: number) => () => items[at] && move(items[at], at + by)
    const takeOut = () => {
      if (!items[at]) return
      setSelected((items[at + 1] ?? items[at - 1])?.id ?? null)
      remove(items[at])
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
  }, [items, at, isOwn, move, remove, router])
  useKeys(keys)
  return at
}
