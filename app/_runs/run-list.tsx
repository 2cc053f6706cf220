'use client'

import type { Run } from '@/lib/contract/schemas'
import { formatCount } from '@/lib/view/format'
import { isLive } from '@/lib/view/run-view'
import { RunCard } from './run-card'
import { useRuns } from './use-runs'

/** All runs, with waiting and running ones first and open. */
export function RunList({ initial }: { initial: readonly Run[] }) {
  const { runs, lost, ask } = useRuns(initial)
  const live = runs.filter(isLive).length
  return (
    <>
      <header className="top">
        <h1>Runs</h1>
        <p className="sec">
          {live > 0 ? `${formatCount(live)} running or waiting, ` : ''}
          {formatCount(runs.length)} in all
        </p>
        {lost ? <p className="warn">This is not up to date: {lost}</p> : null}
      </header>
      {runs.length === 0 ? (
        <div className="empty">
          <p>
            <b>There are no runs yet.</b> An import or the demo starts a run, which you can follow here.
          </p>
          <p className="mono">npm run demo</p>
        </div>
      ) : null}
      <ol>
        {runs.map((run) => (
          <RunCard key={run.id} run={run} onChange={ask} />
        ))}
      </ol>
    </>
  )
}
