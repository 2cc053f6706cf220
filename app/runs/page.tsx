import type { Metadata } from 'next'
import { KeyHints } from '@/app/_ui/key-hints'
import { database } from '@/lib/db'
import { listRuns } from '@/lib/db/queries/runs'
import { RunList } from '../_runs/run-list'
import '../_runs/runs.css'

export const metadata: Metadata = { title: 'Runs' }
export const dynamic = 'force-dynamic'

/** Every execution of the pipeline with its stages, progress, errors and provenance. */
export default async function RunsPage() {
  return (
    <>
      <main id="main" className="runs">
        <RunList initial={await listRuns(await database())} />
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
