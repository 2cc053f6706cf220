'use client'

import type { Run } from '@/lib/contract/schemas'
import { formatCount } from '@/lib/view/format'
import { isLive } from '@/lib/view/run-view'
import { RunCard } from './run-card'
import { useRuns } from './use-runs'

/** All runs, live ones first and open. */
export function RunList({ initial }: { initial: readonly Run[] }) {
  const { runs, lost, ask } = useRuns(initial)
  const live = runs.filter(isLive).length
  return (
    <>
      <header className="top">
        <h1>Runs</h1>
        <p className="sec">
          {live > 0 ? `${formatCount(live)} at work or waiting, ` : ''}
          {formatCount(runs.length)} in all
        </p>
        {lost ? <p className="warn">Not up to date: {lost}</p> : null}
      </header>
      {runs.length === 0 ? (
        <div className="empty">
          <p>
            <b>Nothing has been run.</b> An import or the demo starts a run; it shows here while it works.
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
