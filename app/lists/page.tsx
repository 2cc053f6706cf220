import type { Metadata } from 'next'
import Link from 'next/link'
import { KeyHints } from '@/app/_ui/key-hints'
import { paths } from '@/lib/contract/paths'
import { database } from '@/lib/db'
import { readLists } from '@/lib/db/queries/lists'
import { AllLists } from './_parts/all-lists'
import './lists.css'

export const metadata: Metadata = { title: 'Lists' }
export const dynamic = 'force-dynamic'

/** All lists of features, and a field to make a new one. */
export default async function ListsPage() {
  return (
    <>
      <main id="main" className="lists">
        <header className="hd">
          <h1>Lists</h1>
          <span className="sec">features of any dictionary, in an order, with notes</span>
          <Link className="btn acts" href={paths.changes()} prefetch={false}>
            Your changes
          </Link>
        </header>
        <AllLists initial={await readLists(await database())} />
      </main>
      <KeyHints
        hints={[
          ['n', 'new list'],
          ['g b', 'browse'],
          ['?', 'all keys'],
        ]}
      />
    </>
  )
}
