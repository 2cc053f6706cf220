'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { CopyLink } from '@/app/_ui/copy-link'
import { api } from '@/app/_ui/data/client'
import { writeAs } from '@/app/_ui/marks/ask'
import { offerUndo } from '@/app/_ui/marks/offer'
import { LIST_NAME_LENGTH } from '@/lib/contract/limits'
import { LINKED, operationUrl } from '@/lib/contract/links'
import type { FeatureList } from '@/lib/contract/lists'
import { paths } from '@/lib/contract/paths'
import { formatCount } from '@/lib/view/format'

interface Props {
  list: FeatureList
  isOwn: boolean
  onRename: (name: string) => void
}

/** Name and owner of a list, with buttons to share and export it and, for its owner, to rename and remove it. */
export function ListHead({ list, isOwn, onRename }: Props) {
  const router = useRouter()
  const [name, setName] = useState<string | null>(null)
  const rename = (event: FormEvent) => {
    event.preventDefault()
    setName(null)
    if (name?.trim() && name.trim() !== list.name) onRename(name)
  }
  const remove = () =>
    writeAs(async (person) => {
      const answer = await api.lists.remove({ params: { list: list.slug }, body: { person } })
      const back = () => router.push(paths.list(list.slug))
      offerUndo({ words: `List “${list.name}” removed`, change: answer.change, after: back })
      router.push(paths.lists())
    })
  return (
    <header className="hd">
      <Link className="sec" href={paths.lists()} prefetch={false}>
        Lists
      </Link>
      <span className="dim">/</span>
      {name === null ? (
        <h1>{list.name}</h1>
      ) : (
        <form className="rename" onSubmit={rename}>
          <input
            className="field"
            aria-label="Name of the list"
            // biome-ignore lint/a11y/noAutofocus: it opens where the person just pressed
            autoFocus
            value={name}
            maxLength={LIST_NAME_LENGTH}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && setName(null)}
          />
          <button className="btn" type="submit">
            Save
          </button>
        </form>
      )}
      <span className="dim">
        {formatCount(list.items.length)} {list.items.length === 1 ? 'feature' : 'features'} by {list.owner}
      </span>
      <span className="acts">
        <span className="edit" hidden={!isOwn}>
          <button className="btn quiet" type="button" onClick={() => setName(list.name)}>
            Rename
          </button>
          <button className="btn quiet" type="button" onClick={remove}>
            Remove
          </button>
        </span>
        <CopyLink />
        <a
          className="btn"
          href={operationUrl(LINKED.exportList, { list: list.slug }, { format: 'csv' })}
          download
        >
          CSV
        </a>
        <a
          className="btn"
          href={operationUrl(LINKED.exportList, { list: list.slug }, { format: 'json' })}
          download
        >
          JSON
        </a>
      </span>
    </header>
  )
}
