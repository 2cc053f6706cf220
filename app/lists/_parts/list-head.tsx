'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { CopyLink } from '@/app/_ui/copy-link'
import { useRemoveList } from '@/app/_ui/data/queries/list-members'
import { Button } from '@/app/_ui/kit/button'
import { Menu, MenuItem } from '@/app/_ui/kit/menu'
import { askPerson } from '@/app/_ui/marks/ask'
import { LINKED, operationUrl } from '@/lib/contract/links'
import type { FeatureList } from '@/lib/contract/lists'
import { paths } from '@/lib/contract/paths'
import { formatCount } from '@/lib/view/format'
import { ListsHead } from './lists-head'
import { RenameForm } from './rename-form'

interface Props {
  readonly list: FeatureList
  readonly isOwn: boolean
  readonly onRename: (name: string) => void
}

const FORMATS = ['csv', 'json'] as const

/** Name and owner of a list, with buttons to share and export it and, for its owner, to rename and remove it. */
export function ListHead({ list, isOwn, onRename }: Props) {
  const router = useRouter()
  const [isRenaming, setRenaming] = useState(false)
  const { mutateAsync: remove, isPending } = useRemoveList()
  const removeList = async () => {
    const person = await askPerson()
    if (person === null) return
    const done = await remove({ slug: list.slug, name: list.name, person }).catch(() => null)
    if (done) router.push(paths.lists())
  }
  const title = isRenaming ? (
    <RenameForm
      name={list.name}
      onSave={onRename}
      onClose={() => {
        setRenaming(false)
        // the button that opened the form is there again after this render
        requestAnimationFrame(() => document.getElementById('rename')?.focus())
      }}
    />
  ) : (
    list.name
  )
  return (
    <ListsHead
      isBelow
      title={title}
      says={`${formatCount(list.items.length)} ${list.items.length === 1 ? 'feature' : 'features'} by ${list.owner}`}
      actions={
        <>
          {isOwn && !isRenaming ? (
            <Button id="rename" variant="quiet" onClick={() => setRenaming(true)}>
              Rename
            </Button>
          ) : null}
          {isOwn ? (
            <Button variant="quiet" pending={isPending} onClick={removeList}>
              Remove
            </Button>
          ) : null}
          <CopyLink />
          <Menu trigger={<Button>Export ▾</Button>}>
            {FORMATS.map((format) => (
              <MenuItem key={format} asChild>
                <a href={operationUrl(LINKED.exportList, { list: list.slug }, { format })} download>
                  {format.toUpperCase()}
                </a>
              </MenuItem>
            ))}
          </Menu>
        </>
      }
    />
  )
}
