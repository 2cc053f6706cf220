'use client'

import Link from 'next/link'
import { Collapsible } from '@/app/_ui/kit/collapsible'
import { Progress } from '@/app/_ui/progress'
import { When } from '@/app/_ui/when'
import { paths } from '@/lib/contract/paths'
import type { Run } from '@/lib/contract/schemas'
import { formatDuration } from '@/lib/view/duration'
import { currentStage, paceOf, placeOf, runName } from '@/lib/view/run-view'
import { Provenance } from './provenance'
import { RunButtons } from './run-buttons'
import { RunState } from './run-summary'
import { StageTable } from './stage-table'

/** One run: its state, its stages, its provenance, and the button to cancel or retry it. */
export function RunCard({ run }: { run: Run }) {
  const isOpen = run.status === 'running' || run.status === 'failed'
  const name = runName(run)
  return (
    <li
      id={`run-${run.id}`}
      className="@container scroll-mt-16 border-t border-line py-4 target:pl-3 target:shadow-[inset_2px_0_0_var(--color-accent)]"
    >
      <header className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-15 font-semibold wrap-anywhere">{name}</h2>
        <span className="font-mono text-ink-3">#{run.id}</span>
        <span className="ml-auto flex flex-wrap items-center gap-3">
          <RunState run={run} />
          <RunButtons run={run} />
        </span>
      </header>
      {run.status === 'running' ? (
        <div className="mt-2 mb-1.5">
          <Progress share={run.progress} label={name} />
        </div>
      ) : null}
      <div className="flex flex-wrap gap-x-4 gap-y-1 text-12/5 text-ink-3">
        {run.status === 'running' ? (
          <>
            <span>{placeOf(run)}</span>
            <span>{paceOf(currentStage(run))}</span>
          </>
        ) : (
          <span>
            {spent(run)}
            <When at={run.finishedAt ?? run.createdAt} />
          </span>
        )}
        {run.dictionaries.length > 0 ? (
          <span className="flex flex-wrap gap-x-3 gap-y-1 @2xl:ml-auto">
            {run.dictionaries.map((slug) => (
              <Link key={slug} className="text-accent" href={paths.browse(slug)} prefetch={false}>
                {slug}
              </Link>
            ))}
          </span>
        ) : null}
      </div>
      {run.status === 'failed' ? <Reason run={run} /> : null}
      {run.stages.length > 0 ? (
        <Collapsible className="mt-2" summary="Stages" defaultOpen={isOpen}>
          <StageTable stages={run.stages} />
        </Collapsible>
      ) : null}
      <Collapsible className="mt-2" summary="Provenance">
        <Provenance run={run} />
      </Collapsible>
    </li>
  )
}

/** Says which stage of a run failed, and why. */
function Reason({ run }: { run: Run }) {
  const stage = currentStage(run)
  return (
    <p role="alert" className="my-2 rounded-2 border border-l-3 border-bad px-4 py-3 wrap-anywhere">
      <b className="font-semibold text-bad">{stage ? `Stage ${stage.name} failed.` : 'The run failed.'}</b>{' '}
      {run.error ?? 'No reason was recorded.'}
    </p>
  )
}

function spent(run: Run): string {
  if (run.status === 'queued') return `${placeOf(run)}, requested `
  if (run.startedAt === null || run.finishedAt === null) return 'never started, '
  const seconds = (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000
  return `${formatDuration(seconds)}, ended `
}
