'use client'

import { RunSummary } from '@/app/_runs/run-summary'
import { useRuns } from '@/app/_runs/use-runs'
import { Note } from '@/app/_ui/kit/pane'
import type { Run } from '@/lib/contract/schemas'
import { isLive } from '@/lib/view/run-view'

/** The front page while nothing is published: the running analysis, live. It is replaced when a dictionary is ready. */
export function FirstRun({ initial, dictionary }: { initial: readonly Run[]; dictionary?: string }) {
  const { runs, lost } = useRuns(initial)
  const live = runs.filter(isLive)
  const ended = runs.filter((run) => !isLive(run))
  return (
    <section className="mx-auto max-w-180 px-6 pt-16 pb-12 max-md:px-4 max-md:pt-8" aria-live="polite">
      {live.length > 0 ? (
        <>
          <h1 className="text-20/7 font-semibold">
            {dictionary ?? 'The first features'} {dictionary ? 'is being analysed' : 'are being computed'}
          </h1>
          <p className="mt-2 text-15/6 text-ink-2">{promise(live)}</p>
        </>
      ) : (
        <>
          <h1 className="text-20/7 font-semibold">
            {dictionary ? `${dictionary} has not been analysed yet` : 'No dictionary has been analysed yet'}
          </h1>
          <p className="mt-2 text-15/6 text-ink-2">
            Start with the model that is included, or import your own. You can follow the progress here.
          </p>
          <pre className="mt-4 overflow-x-auto rounded-2 bg-sunken px-4 py-3 font-mono text-12/5">
            {'npm run demo\nnpx semascope import <model> --dictionary <folder> --text <folder>'}
          </pre>
        </>
      )}
      <ul className="mt-6 border-t border-line">
        {[...live, ...ended.slice(0, 2)].map((run) => (
          <RunSummary key={run.id} run={run} />
        ))}
      </ul>
      {lost ? <Note className="text-warn">This is not up to date: {lost}</Note> : null}
    </section>
  )
}

/** Says what comes when; only some runs begin with a preview. */
function promise(live: readonly Run[]): string {
  return live.some(({ settings }) => settings.preview === true)
    ? 'A small preview is analysed first and appears here by itself. The analysis of the whole text replaces it later.'
    : 'The page appears here by itself when the whole text is analysed.'
}
