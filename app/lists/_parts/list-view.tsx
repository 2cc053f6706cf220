'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { api } from '@/app/_ui/data/client'
import { writeAs } from '@/app/_ui/marks/ask'
import { offerUndo } from '@/app/_ui/marks/offer'
import { usePerson } from '@/app/_ui/rubric/person'
import type { ListEntry as Entry, FeatureList } from '@/lib/contract/lists'
import { paths } from '@/lib/contract/paths'
import { ListEntry } from './list-entry'
import { ListHead } from './list-head'
import { useEntryKeys } from './use-entry-keys'

type ListWritten = Awaited<ReturnType<typeof api.lists.rename>>

/** A list with its entries, and for its owner the controls to edit it. */
export function ListView({ initial }: { initial: FeatureList }) {
  const router = useRouter()
  const [list, setList] = useState(initial)
  const [person] = usePerson()
  useEffect(() => setList(initial), [initial])
  const at = { list: list.slug }
  const isOwn = list.owner === person.trim()
  const reload = () =>
    api.lists
      .get({ params: at })
      .then(setList)
      // the making of the list was undone, so the list is gone
      .catch(() => router.push(paths.lists()))

  const write = (send: (person: string) => Promise<ListWritten>, words: string) =>
    writeAs(async (by) => {
      const answer = await send(by)
      setList(answer.list)
      offerUndo({ words, change: answer.change, after: reload })
    })
  const edit = (entry: Entry, change: { note: string } | { place: number }, words: string) =>
    write(
      (person) => api.lists.editEntry({ params: { ...at, entry: entry.id }, body: { person, ...change } }),
      words,
    )
  const move = (entry: Entry, place: number) => {
    if (place < 0 || place >= list.items.length) return
    void edit(entry, { place }, `#${entry.feature} moved`)
  }
  const remove = (entry: Entry) =>
    write(
      (person) => api.lists.removeEntry({ params: { ...at, entry: entry.id }, body: { person } }),
      `#${entry.feature} removed`,
    )
  const selected = useEntryKeys({ list, isOwn, move, remove })

  return (
    <>
      <ListHead
        list={list}
        isOwn={isOwn}
        onRename={(name) =>
          write((person) => api.lists.rename({ params: at, body: { person, name } }), 'Renamed')
        }
      />
      {list.items.length === 0 ? (
        <div className="empty">
          <p>
            <b>This list is empty.</b> Press <kbd>a</kbd> on the page of a feature, or on a row of a
            dictionary, to add the feature to a list.
          </p>
        </div>
      ) : (
        <ol className="entries">
          {list.items.map((entry, place) => (
            <ListEntry
              key={entry.id}
              entry={entry}
              isOwn={isOwn}
              isSelected={selected === place}
              onMove={(by) => move(entry, place + by)}
              onRemove={() => remove(entry)}
              onNote={(note) => edit(entry, { note }, `Note of #${entry.feature} saved`)}
            />
          ))}
        </ol>
      )}
    </>
  )
}
