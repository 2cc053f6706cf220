import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { KeyHints } from '@/app/_ui/key-hints'
import { database } from '@/lib/db'
import { readList } from '@/lib/db/queries/lists'
import { SemascopeError } from '@/lib/errors'
import { ListView } from '../_parts/list-view'
import '../lists.css'

export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ list: string }>
}

const load = cache(async (slug: string) => {
  try {
    return await readList(await database(), decodeURIComponent(slug))
  } catch (error) {
    if (error instanceof SemascopeError && error.code === 'not_found') notFound()
    throw error
  }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).list)).name }
}

/** One list. Everybody with its address can read it; its owner can edit it. */
export default async function ListPage({ params }: Props) {
  return (
    <>
      <main id="main" className="lists">
        <ListView initial={await load((await params).list)} />
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
