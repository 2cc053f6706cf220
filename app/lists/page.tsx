import type { Metadata } from 'next'
import Link from 'next/link'
import { Hydrated, seed } from '@/app/_ui/data/hydrated'
import { listQueries } from '@/app/_ui/data/queries/lists'
import { KeyHints } from '@/app/_ui/key-hints'
import { buttonStyles } from '@/app/_ui/kit/button-styles'
import { paths } from '@/lib/contract/paths'
import { wholeList } from '@/lib/contract/scalars'
import { database } from '@/lib/db'
import { readLists } from '@/lib/db/queries/lists'
import { AllLists } from './_parts/all-lists'
import { ListsHead } from './_parts/lists-head'

export const metadata: Metadata = { title: 'Lists' }
export const dynamic = 'force-dynamic'

/** All lists of features, and a field to make a new one. */
export default async function ListsPage() {
  const lists = wholeList(await readLists(await database()))
  return (
    <>
      <main id="main" className="w-full pb-6">
        <ListsHead
          title="Lists"
          says="features of any dictionary, in an order, with notes"
          actions={
            <Link className={buttonStyles()} href={paths.changes()} prefetch={false}>
              Your changes
            </Link>
          }
        />
        <Hydrated seeds={[seed(listQueries.all(), lists)]}>
          <AllLists />
        </Hydrated>
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
