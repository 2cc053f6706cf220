'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { Dictionary } from '@/lib/contract/schemas'
import { nameParts } from '@/lib/view/dictionary-answer'
import { formatCount, formatFixed } from '@/lib/view/format'
import { orpc } from './data/orpc'
import { Button } from './kit/button'
import { Menu, MenuItem, MenuLabel } from './kit/menu'
import { Failed } from './kit/notice'

interface Props {
  /** The dictionary that the page is about. */
  readonly current: string
  /** Returns where a dictionary with so many features is opened: the same list of it, or its feature of the same number. */
  readonly hrefOf: (dictionary: string, size: number) => string
}

/** Opens the same page of another dictionary. Those without an analysis are not offered, since they have nothing to show. */
export function DictionarySwitch({ current, hrefOf }: Props) {
  return (
    <Menu
      align="start"
      className="w-80"
      trigger={
        <Button size="icon" className="-ml-1 size-6 text-12" aria-label="Switch dictionary">
          ▾
        </Button>
      }
    >
      <Dictionaries current={current} hrefOf={hrefOf} />
    </Menu>
  )
}

/** Read only when the menu opens. */
function Dictionaries({ current, hrefOf }: Props) {
  const { data, error, refetch } = useQuery(orpc.dictionaries.list.queryOptions({ staleTime: 60_000 }))
  if (error) return <Failed what="The dictionaries" error={error} onRetry={() => void refetch()} />
  if (!data) return <MenuLabel>Loading dictionaries …</MenuLabel>
  return (
    <>
      <MenuLabel className="flex gap-3">
        <span className="flex-1">Dictionary</span>
        <span>features</span>
        <span className="w-12 text-right">L0</span>
      </MenuLabel>
      {data.items
        .filter(({ metrics }) => metrics !== null)
        .map((dictionary) => (
          <Choice
            key={dictionary.id}
            dictionary={dictionary}
            current={current}
            href={hrefOf(dictionary.id, dictionary.size)}
          />
        ))}
    </>
  )
}

function Choice(props: { dictionary: Dictionary; current: string; href: string }) {
  const { dictionary, current, href } = props
  const { model, name } = nameParts(dictionary.id, dictionary)
  const isCurrent = dictionary.id === current
  return (
    <MenuItem asChild className="gap-3">
      <Link href={href} prefetch={false} {...(isCurrent ? { 'aria-current': 'page' as const } : {})}>
        <span className="min-w-0 flex-1 truncate">
          <span className="text-ink-3">{model} / </span>
          <span className={isCurrent ? 'font-semibold' : undefined}>{name}</span>
        </span>
        <span className="text-ink-2">{formatCount(dictionary.size)}</span>
        <span className="w-12 text-right text-ink-2">{formatFixed(dictionary.metrics?.l0, 1)}</span>
      </Link>
    </MenuItem>
  )
}
