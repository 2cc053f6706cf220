'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { FeatureList, ListRow } from '@/lib/contract/lists'
import { ChosenBar } from './chosen-bar'
import { ListEntry } from './list-entry'
import { useDrag } from './use-drag'
import { type ListWrites, useEntryKeys } from './use-entry-keys'

interface Props {
  readonly list: FeatureList
  readonly figures: ReadonlyMap<number, ListRow>
  readonly isOwn: boolean
  readonly writes: ListWrites
}

/** Room of an entry before it is measured, in px, and of the head that sticks above it. */
const ESTIMATE = 54
const HEAD = 64
/** The window that the server draws for. */
const FIRST = { width: 1440, height: 2000 }

/** The entries of a list in order, of which only those near the window exist. */
export function Entries({ list: { items }, figures, isOwn, writes }: Props) {
  const list = useRef<HTMLOListElement>(null)
  const [above, setAbove] = useState(0)
  useLayoutEffect(() => setAbove(list.current?.offsetTop ?? 0), [])
  const virtualizer = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => ESTIMATE,
    getItemKey: (place) => items[place].id,
    overscan: 12,
    initialRect: FIRST,
    scrollMargin: above,
    scrollPaddingStart: HEAD,
  })
  const { scrollToIndex } = virtualizer
  const show = useCallback((place: number) => scrollToIndex(place, { align: 'auto' }), [scrollToIndex])
  const selected = useEntryKeys({ items, isOwn, writes, show })
  const drag = useDrag(list, (from, place) => writes.move(items[from].id, { place }))
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const clear = useCallback(() => setChosen(new Set()), [])
  const toggle = (id: number) =>
    setChosen((known) => {
      const next = new Set(known)
      if (!next.delete(id)) next.add(id)
      return next
    })
  const shown = virtualizer.getVirtualItems()
  const before = (shown[0]?.start ?? above) - above
  const after = virtualizer.getTotalSize() - ((shown.at(-1)?.end ?? above) - above)
  return (
    <>
      <ol
        ref={list}
        aria-label="Features of the list"
        className="@container max-w-350"
        start={(shown[0]?.index ?? 0) + 1}
        style={{ paddingTop: before, paddingBottom: after }}
      >
        {shown.map(({ index: place }) => (
          <ListEntry
            key={items[place].id}
            measure={virtualizer.measureElement}
            entry={items[place]}
            row={figures.get(items[place].id)}
            place={place}
            count={items.length}
            isOwn={isOwn}
            isSelected={selected === place}
            isChosen={chosen.has(items[place].id)}
            onChoose={() => toggle(items[place].id)}
            isDragged={drag.from === place}
            dropLine={drag.lineAt(place)}
            onGrab={drag.start}
            writes={writes}
          />
        ))}
      </ol>
      <ChosenBar entries={items.filter(({ id }) => chosen.has(id))} clear={clear} />
    </>
  )
}
