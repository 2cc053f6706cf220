import type { Metadata } from 'next'
import { Hydrated, seed } from '@/app/_ui/data/hydrated'
import { runQueries } from '@/app/_ui/data/queries/runs'
import { KeyHints } from '@/app/_ui/key-hints'
import { wholeList } from '@/lib/contract/scalars'
import { database } from '@/lib/db'
import { listRuns } from '@/lib/db/queries/runs'
import { RunList } from '../_runs/run-list'

export const metadata: Metadata = { title: 'Runs' }
export const dynamic = 'force-dynamic'

/** Every execution of the pipeline with its stages, progress, errors and provenance. */
export default async function RunsPage() {
  const runs = wholeList(await listRuns(await database()))
  return (
    <>
      <main id="main" className="w-full max-w-280 px-6 pb-6 max-md:px-4">
        <Hydrated seeds={[seed(runQueries.all(), runs)]}>
          <RunList />
        </Hydrated>
      </main>
      <KeyHints
        hints={[
          ['g d', 'dictionaries'],
          ['g b', 'browse'],
          ['?', 'all keys'],
        ]}
      />
    </>
  )
}
