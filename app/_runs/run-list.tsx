'use client'

import { Empty } from '@/app/_ui/kit/notice'
import { formatCount } from '@/lib/view/format'
import { isLive } from '@/lib/view/run-view'
import { RunCard } from './run-card'
import { useRuns } from './use-runs'

/** All runs, with waiting and running ones first and open. */
export function RunList() {
  const { runs, lost } = useRuns()
  const live = runs.filter(isLive).length
  return (
    <>
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1 pt-3 pb-4">
        <h1 className="text-20/7 font-semibold tracking-[-0.012em]">Runs</h1>
        <p className="text-ink-2">
          {live > 0 ? `${formatCount(live)} running or waiting, ` : ''}
          {formatCount(runs.length)} in all
        </p>
        <p className="text-warn empty:hidden" role="status">
          {lost ? `This is not up to date: ${lost}` : null}
        </p>
      </header>
      {runs.length === 0 ? (
        <Empty>
          <p>
            <b className="font-semibold">There are no runs yet.</b> An import or the demo starts a run, which
            you can follow here.
          </p>
          <p className="font-mono">npm run demo</p>
        </Empty>
      ) : null}
      <ol>
        {runs.map((run) => (
          <RunCard key={run.id} run={run} />
        ))}
      </ol>
    </>
  )
}
