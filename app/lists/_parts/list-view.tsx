'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { fetchJson, sendJson } from '@/app/_ui/fetch-json'
import { writeAs } from '@/app/_ui/marks/ask'
import { offerUndo } from '@/app/_ui/marks/offer'
import { usePerson } from '@/app/_ui/rubric/person'
import {
  type ListEntry as Entry,
  type FeatureList,
  FeatureListSchema,
  ListWrittenSchema,
} from '@/lib/contract/lists'
import { markPaths } from '@/lib/contract/mark-paths'
import { ListEntry } from './list-entry'
import { ListHead } from './list-head'
import { useEntryKeys } from './use-entry-keys'

/** A list with its entries; its owner finds the controls to edit it. */
export function ListView({ initial }: { initial: FeatureList }) {
  const router = useRouter()
  const [list, setList] = useState(initial)
  const [person] = usePerson()
  useEffect(() => setList(initial), [initial])
  const isOwn = list.owner === person.trim()
  const reload = () =>
    fetchJson(FeatureListSchema, markPaths.list(list.slug))
      .then(setList)
      // the list itself was taken back
      .catch(() => router.push(markPaths.allLists()))

  const write = (method: 'PATCH' | 'DELETE', path: string, body: object, words: string) =>
    writeAs(async (by) => {
      const answer = await sendJson(method, ListWrittenSchema, path, { ...body, person: by })
      setList(answer.list)
      offerUndo({ words, change: answer.change, after: reload })
    })
  const move = (entry: Entry, place: number) => {
    if (place < 0 || place >= list.items.length) return
    void write('PATCH', markPaths.entry(list.slug, entry.id), { place }, `#${entry.feature} moved`)
  }
  const remove = (entry: Entry) =>
    write('DELETE', markPaths.entry(list.slug, entry.id), {}, `#${entry.feature} taken out`)
  const selected = useEntryKeys({ list, isOwn, move, remove })

  return (
    <>
      <ListHead
        list={list}
        isOwn={isOwn}
        onRename={(name) => write('PATCH', markPaths.list(list.slug), { name }, 'Renamed')}
      />
      {list.items.length === 0 ? (
        <div className="empty">
          <p>
            <b>This list is empty.</b> Press <kbd>a</kbd> on a feature’s page, or on a row of a dictionary, to
            put the feature in.
          </p>
        </div>
      ) : (
        <ol className="entries">
          {list.items.map((entry, at) => (
            <ListEntry
              key={entry.id}
              entry={entry}
              isOwn={isOwn}
              isSelected={selected === at}
              onMove={(by) => move(entry, at + by)}
              onRemove={() => remove(entry)}
              onNote={(note) =>
                write(
                  'PATCH',
                  markPaths.entry(list.slug, entry.id),
                  { note },
                  `Note of #${entry.feature} saved`,
                )
              }
            />
          ))}
        </ol>
      )}
    </>
  )
}
