'use client'

import Link from 'next/link'
import { RunSummary } from '@/app/_runs/run-summary'
import { useRuns } from '@/app/_runs/use-runs'
import { paths } from '@/lib/contract/paths'
import type { Run } from '@/lib/contract/schemas'
import { isLive } from '@/lib/view/run-view'
import './css/jobs.css'

/** Number of runs that are shown of those that have ended. */
const PAST = 3

/** Shows what the workers are doing. */
export function Work({ initial }: { initial: readonly Run[] }) {
  const { runs, lost } = useRuns(initial)
  const shown = [...runs.filter(isLive), ...runs.filter((run) => !isLive(run)).slice(0, PAST)]
  return (
    <section className="sect" aria-labelledby="h-work">
      <header className="sh1">
        <h2 id="h-work">Work</h2>
        <Link className="link" href={paths.runs()} prefetch={false}>
          All runs
        </Link>
      </header>
      {shown.length === 0 ? <p className="sec">There are no runs yet.</p> : null}
      <ul className="jobs">
        {shown.map((run) => (
          <RunSummary key={run.id} run={run} />
        ))}
      </ul>
      {lost ? <p className="note warn">This is not up to date: {lost}</p> : null}
    </section>
  )
}
