'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useListWrites } from '@/app/_ui/data/queries/list-edits'
import { listQueries } from '@/app/_ui/data/queries/lists'
import { Kbd } from '@/app/_ui/kit/kbd'
import { Empty, Failed } from '@/app/_ui/kit/notice'
import { usePerson } from '@/app/_ui/rubric/person'
import type { FeatureList } from '@/lib/contract/lists'
import { Entries } from './entries'
import { ListGone } from './list-gone'
import { ListHead } from './list-head'

/** A list with its entries, and for its owner the controls to edit it. */
export function ListView({ slug }: { slug: string }) {
  const list = useQuery(listQueries.one(slug))
  if (list.data === undefined || isGone(list.error)) return <ListGone slug={slug} />
  return (
    <>
      <Shown list={list.data} />
      {list.error ? (
        <Failed
          className="mx-6 mt-4 max-md:mx-4"
          what="The newest state of this list"
          error={list.error}
          onRetry={() => list.refetch()}
        />
      ) : null}
    </>
  )
}

function Shown({ list }: { list: FeatureList }) {
  const { slug, items } = list
  const [person] = usePerson()
  const isOwn = list.owner === person.trim()
  const writes = useListWrites(slug)
  const rows = useQuery({ ...listQueries.rows(slug), enabled: items.length > 0 })
  const figures = useMemo(() => new Map(rows.data?.items.map((row) => [row.entry, row])), [rows.data])
  return (
    <>
      <ListHead list={list} isOwn={isOwn} onRename={writes.rename} />
      {items.length === 0 ? (
        <Empty className="mx-6 mt-4 max-w-160 max-md:mx-4">
          <p>
            <b className="font-semibold">This list is empty.</b> Press <Kbd>a</Kbd> on the page of a feature,
            or on a row of a dictionary, to add the feature to a list.
          </p>
        </Empty>
      ) : (
        <Entries list={list} figures={figures} isOwn={isOwn} writes={writes} />
      )}
    </>
  )
}

/** Returns true if the list was removed, or its making was undone. */
const isGone = (error: unknown) => error instanceof Error && 'status' in error && error.status === 404
