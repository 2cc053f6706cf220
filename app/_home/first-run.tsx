'use client'

import { RunSummary } from '@/app/_runs/run-summary'
import { useRuns } from '@/app/_runs/use-runs'
import type { Run } from '@/lib/contract/schemas'
import { isLive } from '@/lib/view/run-view'
import './css/first-run.css'
import './css/jobs.css'

/** The front page while nothing is published: the running analysis, live. It is replaced when a dictionary is ready. */
export function FirstRun({ initial, dictionary }: { initial: readonly Run[]; dictionary?: string }) {
  const { runs, lost } = useRuns(initial)
  const live = runs.filter(isLive)
  const ended = runs.filter((run) => !isLive(run))
  return (
    <section className="say first" aria-live="polite">
      {live.length > 0 ? (
        <>
          <h1>
            {dictionary ?? 'The first features'} {dictionary ? 'is being analysed' : 'are being computed'}
          </h1>
          <p className="sec">
            A small preview is analysed first and appears here by itself. The analysis of the whole text
            replaces it later.
          </p>
        </>
      ) : (
        <>
          <h1>
            {dictionary ? `${dictionary} has not been analysed yet` : 'No dictionary has been analysed yet'}
          </h1>
          <p className="sec">
            Start with the model that is included, or import your own. You can follow the progress here.
          </p>
          <pre className="cmd">
            {'npm run demo\nnpx semascope import --model <folder> --dictionary <folder> --text <folder>'}
          </pre>
        </>
      )}
      <ul className="jobs">
        {[...live, ...ended.slice(0, 2)].map((run) => (
          <RunSummary key={run.id} run={run} />
        ))}
      </ul>
      {lost ? <p className="note warn">This is not up to date: {lost}</p> : null}
    </section>
  )
}
