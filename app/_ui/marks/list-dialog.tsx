'use client'

import { type FormEvent, useEffect, useRef, useState } from 'react'
import { LIST_NAME_LENGTH } from '@/lib/contract/limits'
import type { ListSummary } from '@/lib/contract/lists'
import { messageOf } from '@/lib/errors'
import { formatCount } from '@/lib/view/format'
import { api } from '../data/client'
import { usePerson } from '../rubric/person'
import { type Listed, writeAs } from './ask'
import { offerUndo } from './offer'
import './dialog.css'

/** Adds a feature to one of a person's lists or to a new list, or removes it from a list that has it. */
export default function ListDialog({ listed, onClose }: { listed: Listed; onClose: () => void }) {
  const { dictionary, feature } = listed
  const dialog = useRef<HTMLDialogElement>(null)
  const [person] = usePerson()
  const [lists, setLists] = useState<readonly ListSummary[] | null>(null)
  /** The entry of the feature in each list, by the address of the list. */
  const [entries, setEntries] = useState<ReadonlyMap<string, number>>(new Map())
  const [name, setName] = useState('')
  const [failure, setFailure] = useState('')
  useEffect(() => dialog.current?.showModal(), [])

  useEffect(() => {
    const abort = new AbortController()
    const { signal } = abort
    Promise.all([
      api.lists.list(undefined, { signal }),
      api.marks.get({ query: { dictionary, feature } }, { signal }),
    ])
      .then(([all, marks]) => {
        setLists(all.items)
        setEntries(new Map(marks.lists.map(({ slug, entry }) => [slug, entry])))
      })
      .catch((error) => {
        if (!signal.aborted) setFailure(messageOf(error))
      })
    return () => abort.abort()
  }, [dictionary, feature])

  const done = (words: string, change: number | null) => {
    listed.after?.()
    offerUndo({ words, change, ...(listed.after ? { after: listed.after } : {}) })
    dialog.current?.close()
  }
  const toggle = (list: ListSummary) =>
    writeAs(async (by) => {
      const entry = entries.get(list.slug)
      if (entry === undefined) {
        const body = { person: by, dictionary, feature }
        const { change } = await api.lists.addEntry({ params: { list: list.slug }, body })
        done(`#${feature} added to “${list.name}”`, change)
      } else {
        const params = { list: list.slug, entry }
        const { change } = await api.lists.removeEntry({ params, body: { person: by } })
        done(`#${feature} removed from “${list.name}”`, change)
      }
    }, setFailure)
  const make = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    void writeAs(async (by) => {
      const { list } = await api.lists.create({ body: { person: by, name } })
      const body = { person: by, dictionary, feature }
      const { change } = await api.lists.addEntry({ params: { list: list.slug }, body })
      done(`#${feature} added to “${list.name}”`, change)
    }, setFailure)
  }
  const own = lists?.filter(({ owner }) => owner === person.trim()) ?? []

  return (
    <dialog className="ask" ref={dialog} aria-labelledby="ask-list" onClose={onClose}>
      <h2 id="ask-list">
        Lists of <span className="mono">#{feature}</span> <span className="dim">{dictionary}</span>
      </h2>
      {failure ? (
        <p className="note bad" role="alert">
          {failure}
        </p>
      ) : null}
      {own.length > 0 ? (
        <ul className="choices">
          {own.map((list) => (
            <li key={list.slug}>
              <button type="button" aria-pressed={entries.has(list.slug)} onClick={() => toggle(list)}>
                <span aria-hidden="true">{entries.has(list.slug) ? '✓' : '+'}</span>
                <span className="nm">{list.name}</span>
                <span className="dim">{formatCount(list.entries)}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p className="sec">
          {lists === null && !failure
            ? 'Loading your lists …'
            : 'You have no list yet. Give a name to make one.'}
        </p>
      )}
      <form className="row" onSubmit={make}>
        <label className="grow">
          <span className="sr">Name of a new list</span>
          <input
            className="field"
            value={name}
            maxLength={LIST_NAME_LENGTH}
            placeholder="name of a new list"
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <button className="btn" type="submit" aria-disabled={name.trim() === ''}>
          New list
        </button>
        <button className="btn quiet" type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </form>
    </dialog>
  )
}
