'use client'

import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { useEffect, useRef, useState } from 'react'
import { LIST_NAME_LENGTH } from '@/lib/contract/limits'
import type { ListSummary } from '@/lib/contract/lists'
import { useListMembers, useNewList } from '../data/queries/list-members'
import { listQueries } from '../data/queries/lists'
import { markQueries } from '../data/queries/marks'
import { takeKeysInto } from '../held-keys'
import { Dialog } from '../kit/dialog'
import { INPUT } from '../kit/input'
import { Failed, Skeleton } from '../kit/notice'
import { usePerson } from '../rubric/person'
import type { FeatureRef } from './ask'
import { keepLastList, lastList } from './last-list'
import { ListChoice, NEW, NewChoice } from './list-choices'

interface Props {
  readonly listed: readonly FeatureRef[]
  readonly onClose: () => void
}

/**
 * Puts features into one of a person's lists or into a new one, or takes a single feature out of a list that has it. What
 * one types filters the lists and is the name of a new one; the list that was used last stands first.
 */
export default function ListDialog({ listed, onClose }: Props) {
  const [person] = usePerson()
  const lists = useQuery(listQueries.all())
  const entries = useEntries(listed)
  const isReady = lists.data !== undefined && entries !== null
  const { make } = useNewList()
  const members = useListMembers()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  /** True if Enter was pressed before the lists were there: it acts when they are. */
  const [isKept, setKept] = useState(false)

  const name = text.trim()
  const own = lists.data?.items.filter(({ owner }) => owner === person.trim()) ?? []
  const shown = found(own, name)
  const canMake = isReady && name !== ''
  const values = [...shown.map(({ slug }) => slug), ...(canMake ? [NEW] : [])]
  // a choice that the text has filtered away is none, so Enter never means what one does not see
  const value = chosen !== null && values.includes(chosen) ? chosen : (values[0] ?? '')

  const toggle = ({ slug, name }: ListSummary) => {
    const to = { slug, name, features: listed }
    const entry = entries?.get(slug)
    if (entry !== undefined) void members.remove({ ...to, entry })
    else {
      keepLastList(slug)
      void members.add(to)
    }
    onClose()
  }
  const create = async () => {
    onClose()
    const list = await make(name, listed)
    if (list) keepLastList(list.slug)
  }

  const act = () => {
    const list = shown.find(({ slug }) => slug === value)
    if (list) toggle(list)
    else if (value === NEW) void create()
  }
  useEffect(() => {
    if (!isKept || !isReady) return
    setKept(false)
    act()
  })

  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={<Title listed={listed} />}
      onOpenAutoFocus={(event) => {
        event.preventDefault()
        if (field.current) takeKeysInto(field.current)
      }}
    >
      <Command
        shouldFilter={false}
        vimBindings={false}
        loop
        label="Find a list, or name a new one"
        value={value}
        onValueChange={setChosen}
        className="flex flex-col gap-2"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || isReady || event.nativeEvent.isComposing) return
          event.preventDefault()
          setKept(true)
        }}
      >
        <Command.Input
          ref={field}
          value={text}
          onValueChange={(next) => {
            setText(next)
            setChosen(null)
          }}
          maxLength={LIST_NAME_LENGTH}
          placeholder="Find a list, or name a new one"
          className={`${INPUT} w-full`}
        />
        <Command.List label="Your lists" className="-mx-2 max-h-[45dvh] overflow-y-auto">
          {shown.map((list) => (
            <ListChoice
              key={list.slug}
              list={list}
              isIn={entries?.has(list.slug) ?? false}
              isLast={list.slug === lastList()}
              hasTwin={own.some((other) => other !== list && other.name === list.name)}
              onSelect={() => toggle(list)}
            />
          ))}
          {canMake ? <NewChoice name={name} onSelect={create} /> : null}
        </Command.List>
      </Command>
      {lists.isPending ? <Skeleton lines={3} /> : null}
      {lists.error ? <Failed what="Your lists" error={lists.error} onRetry={() => lists.refetch()} /> : null}
      {lists.data && own.length === 0 && !name ? (
        <p className="mt-2 text-ink-2">You have no list yet. Type a name and press Enter to make one.</p>
      ) : null}
    </Dialog>
  )
}

function Title({ listed }: { listed: readonly FeatureRef[] }) {
  if (listed.length > 1) return <>Add {listed.length} features to a list</>
  return (
    <>
      Lists of <span className="font-mono">#{listed[0].feature}</span>{' '}
      <span className="font-normal text-ink-3">{listed[0].dictionary}</span>
    </>
  )
}

/** Returns the entry of a single feature in each list that has it, by the address of the list; null before it is known. */
function useEntries(listed: readonly FeatureRef[]): ReadonlyMap<string, number> | null {
  const [{ dictionary, feature }] = listed
  const { data, isError } = useQuery({
    ...markQueries.marks(dictionary, feature),
    enabled: listed.length === 1,
  })
  if (listed.length > 1 || isError) return new Map()
  if (!data) return null
  return new Map(data.lists.filter(({ entry }) => entry > 0).map(({ slug, entry }) => [slug, entry]))
}

/** Returns the lists whose name has the text: the one used last first, then the one that changed last. */
function found(lists: readonly ListSummary[], text: string): readonly ListSummary[] {
  const last = lastList()
  const first = lists.filter(({ slug }) => slug === last)
  const ordered = [...first, ...lists.filter(({ slug }) => slug !== last)]
  return ordered.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
}
