'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { listQueries } from '@/app/_ui/data/queries/lists'
import { Kbd } from '@/app/_ui/kit/kbd'
import { Empty } from '@/app/_ui/kit/notice'
import { When } from '@/app/_ui/when'
import { paths } from '@/lib/contract/paths'
import { formatCount } from '@/lib/view/format'
import { NewList } from './new-list'

/** All lists, the one that changed last first, below a field that makes a new list. */
export function AllLists() {
  const { items } = useSuspenseQuery(listQueries.all()).data
  return (
    <div className="max-w-280">
      <NewList />
      {items.length === 0 ? (
        <Empty className="mx-6 max-md:mx-4">
          <p>
            <b className="font-semibold">There are no lists yet.</b> Type a name here, or press <Kbd>a</Kbd>{' '}
            on a feature to add it to a new list.
          </p>
        </Empty>
      ) : (
        <ul>
          {items.map((list) => (
            <li
              key={list.slug}
              className="grid min-h-9 grid-cols-[minmax(0,1fr)_6rem_minmax(0,10rem)_6rem] items-center gap-x-4 border-t border-line px-6 py-1 max-md:grid-cols-[minmax(0,1fr)_auto] max-md:px-4 max-md:py-2"
            >
              <Link className="text-accent wrap-anywhere" href={paths.list(list.slug)} prefetch={false}>
                {list.name}
              </Link>
              <span className="text-right">
                {formatCount(list.entries)} {list.entries === 1 ? 'feature' : 'features'}
              </span>
              <span className="truncate text-ink-3">by {list.owner}</span>
              <span className="text-right text-ink-3">
                <span className="sr-only">changed </span>
                <When at={list.updatedAt} as="day" />
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
