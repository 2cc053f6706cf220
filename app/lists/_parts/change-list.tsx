'use client'

import Link from 'next/link'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { api } from '@/app/_ui/data/client'
import { useKeys } from '@/app/_ui/keys'
import { offerUndo, sayFailure } from '@/app/_ui/marks/offer'
import { NameGate } from '@/app/_ui/rubric/name-gate'
import { type Change, changeWords } from '@/lib/contract/changes'
import { paths } from '@/lib/contract/paths'
import { messageOf } from '@/lib/errors'

/** The changes of a person. Asks for the name first if it is not known. */
export function ChangeList() {
  return (
    <NameGate title="Whose changes?" says="Changes are kept under the name they were made with." go="Show">
      {(person) => <Changes key={person} person={person} />}
    </NameGate>
  )
}

function Changes({ person }: { person: string }) {
  const [changes, setChanges] = useState<readonly Change[] | null>(null)
  const [cursor, setCursor] = useState<number | null>(null)
  const [failure, setFailure] = useState('')
  const [selected, setSelected] = useState(-1)

  const load = useCallback(
    async (from?: number) => {
      try {
        const answer = await api.changes.list({ query: { person, cursor: from } })
        setChanges((known) => (from === undefined ? answer.items : [...(known ?? []), ...answer.items]))
        setCursor(answer.nextCursor)
      } catch (error) {
        setFailure(messageOf(error))
      }
    },
    [person],
  )
  useEffect(() => void load(), [load])

  const takeBack = useCallback(
    async (change: Change) => {
      try {
        const answer = await api.changes.undo({ params: { change: change.id }, body: { person } })
        await load()
        offerUndo({ words: 'Undone', change: answer.change, after: load, isUndo: true })
      } catch (error) {
        sayFailure(`This could not be undone: ${messageOf(error)}`)
      }
    },
    [person, load],
  )
  const keys = useMemo(() => {
    const count = changes?.length ?? 0
    const step = (by: number) => (event: KeyboardEvent) => {
      event.preventDefault()
      const next = Math.min(count - 1, Math.max(0, selected < 0 ? 0 : selected + by))
      setSelected(next)
      document.querySelectorAll('.changes li')[next]?.scrollIntoView({ block: 'nearest' })
    }
    const run = () => {
      const change = changes?.[selected]
      if (change?.canUndo) void takeBack(change)
    }
    const open = () => document.querySelector<HTMLElement>('.changes [aria-current] a')?.click()
    return [
      { keys: 'j', does: 'next change', run: step(1) },
      { keys: 'k', does: 'previous change', run: step(-1) },
      { keys: 'x', does: 'undo the change', run },
      { keys: 'Enter', does: 'open the page of the change', run: open },
    ]
  }, [changes, selected, takeBack])
  useKeys(keys)

  if (failure)
    return (
      <div className="err" role="alert">
        <p>
          <b>Your changes could not be loaded.</b> {failure}
        </p>
      </div>
    )
  if (!changes) return <p className="wait dim">Loading …</p>
  if (changes.length === 0)
    return (
      <div className="empty">
        <p>
          <b>{person} has not changed anything yet.</b> Stars, tags, comments, labels, scores and lists appear
          here, and can be undone.
        </p>
      </div>
    )
  return (
    <>
      <ul className="changes">
        {changes.map((change, at) => (
          <li key={change.id} {...(at === selected ? { 'aria-current': 'true' as const } : {})}>
            <time className="dim" dateTime={change.createdAt}>
              {change.createdAt.slice(0, 16).replace('T', ' ')}
            </time>
            <span className="said">
              {change.undoes === null ? '' : <span className="chip">undo</span>} {changeWords(change)}
            </span>
            <Where change={change} />
            {change.canUndo ? (
              <button className="btn" type="button" onClick={() => takeBack(change)}>
                {change.undoes === null ? 'Undo' : 'Redo'}
              </button>
            ) : (
              <span className="dim">{change.undone ? 'undone' : 'changed since'}</span>
            )}
          </li>
        ))}
      </ul>
      {cursor === null ? null : (
        <button className="btn quiet more" type="button" onClick={() => load(cursor)}>
          Earlier changes
        </button>
      )}
    </>
  )
}

function Where({ change: { dictionary, feature, list } }: { change: Change }) {
  if (dictionary !== null && feature !== null)
    return (
      <Link className="link mono" href={paths.feature(dictionary, feature)} prefetch={false}>
        {dictionary} #{feature}
      </Link>
    )
  return list === null ? (
    <span />
  ) : (
    <Link className="link" href={paths.list(list.slug)} prefetch={false}>
      {list.name}
    </Link>
  )
}
