'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type FormEvent, useMemo, useState } from 'react'
import { api } from '@/app/_ui/data/client'
import { useKeys } from '@/app/_ui/keys'
import { writeAs } from '@/app/_ui/marks/ask'
import { offerUndo } from '@/app/_ui/marks/offer'
import { LIST_NAME_LENGTH } from '@/lib/contract/limits'
import type { ListSummary } from '@/lib/contract/lists'
import { paths } from '@/lib/contract/paths'
import { formatCount } from '@/lib/view/format'

const FIELD = 'new-list'

/** All lists, the one that changed last first, below a field that makes a new list. */
export function AllLists({ initial }: { initial: readonly ListSummary[] }) {
  const router = useRouter()
  const [name, setName] = useState('')
  const keys = useMemo(
    () => [
      {
        keys: 'n',
        does: 'new list',
        run: (event: KeyboardEvent) => {
          event.preventDefault()
          document.getElementById(FIELD)?.focus()
        },
      },
    ],
    [],
  )
  useKeys(keys)
  const make = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    void writeAs(async (person) => {
      const { list, change } = await api.lists.create({ body: { person, name } })
      offerUndo({ words: `List “${list.name}” made`, change, after: () => router.push(paths.lists()) })
      router.push(paths.list(list.slug))
    })
  }
  return (
    <>
      <form className="make" onSubmit={make}>
        <label className="grow">
          <span className="sr">Name of a new list</span>
          <input
            className="field"
            id={FIELD}
            value={name}
            maxLength={LIST_NAME_LENGTH}
            placeholder="name of a new list"
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
          />
        </label>
        <button className="btn primary" type="submit" aria-disabled={name.trim() === ''}>
          New list
        </button>
      </form>
      {initial.length === 0 ? (
        <div className="empty">
          <p>
            <b>There are no lists yet.</b> Type a name here, or press <kbd>a</kbd> on a feature to add it to a
            new list.
          </p>
        </div>
      ) : (
        <ul className="all">
          {initial.map((list) => (
            <li key={list.slug}>
              <Link className="link" href={paths.list(list.slug)} prefetch={false}>
                {list.name}
              </Link>
              <span className="num">
                {formatCount(list.entries)} {list.entries === 1 ? 'feature' : 'features'}
              </span>
              <span className="dim by">by {list.owner}</span>
              <time className="dim" dateTime={list.updatedAt}>
                {list.updatedAt.slice(0, 10)}
              </time>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
