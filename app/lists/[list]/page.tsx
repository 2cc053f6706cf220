import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { Hydrated, seed } from '@/app/_ui/data/hydrated'
import { listQueries } from '@/app/_ui/data/queries/lists'
import { KeyHints } from '@/app/_ui/key-hints'
import { wholeList } from '@/lib/contract/scalars'
import { database } from '@/lib/db'
import { readList, readListRows } from '@/lib/db/queries/lists'
import { SemascopeError } from '@/lib/errors'
import { ListView } from '../_parts/list-view'

export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ list: string }>
}

/** The document has the figures of a list up to this length; those of a longer one are asked for. */
const FIGURES_OF = 100

const load = cache(async (slug: string) => {
  const db = await database()
  try {
    const list = await readList(db, decodeURIComponent(slug))
    return { list, rows: list.entries > FIGURES_OF ? null : await readListRows(db, list.slug) }
  } catch (error) {
    if (error instanceof SemascopeError && error.code === 'not_found') notFound()
    throw error
  }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).list)).list.name }
}

/** One list. Everybody with its address can read it; its owner can edit it. */
export default async function ListPage({ params }: Props) {
  const { list, rows } = await load((await params).list)
  const seeds = [
    seed(listQueries.one(list.slug), list),
    ...(rows ? [seed(listQueries.rows(list.slug), wholeList(rows))] : []),
  ]
  return (
    <>
      <main id="main" className="w-full pb-6">
        <Hydrated seeds={seeds}>
          <ListView slug={list.slug} />
        </Hydrated>
      </main>
      <KeyHints
        hints={[
          ['j k', 'next, previous'],
          ['↵', 'open'],
          ['J K', 'move down, up'],
          ['x', 'remove'],
          ['?', 'all keys'],
        ]}
      />
    </>
  )
}
