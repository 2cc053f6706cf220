'use client'

import Link from 'next/link'
import { Progress } from '@/app/_ui/progress'
import { paths } from '@/lib/contract/paths'
import type { Run } from '@/lib/contract/schemas'
import { formatDuration } from '@/lib/view/duration'
import { currentStage, paceOf, placeOf } from '@/lib/view/run-view'
import { Provenance } from './provenance'
import { RunButtons } from './run-buttons'
import { RunState } from './run-summary'
import { StageTable } from './stage-table'
import { When } from './when'

/** One run: its state, its stages, its provenance, and the button to cancel or retry it. */
export function RunCard({ run, onChange }: { run: Run; onChange: () => void }) {
  const isOpen = run.status === 'running' || run.status === 'failed'
  return (
    <li className="run" id={`run-${run.id}`}>
      <header>
        <h2>{run.title}</h2>
        <span className="dim mono">#{run.id}</span>
        <RunState run={run} />
        <RunButtons run={run} onChange={onChange} />
      </header>
      {run.status === 'running' ? <Progress share={run.progress} label={run.title} /> : null}
      <p className="note">
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
          <span className="made">
            {run.dictionaries.map((slug) => (
              <Link key={slug} className="link" href={paths.browse(slug)} prefetch={false}>
                {slug}
              </Link>
            ))}
          </span>
        ) : null}
      </p>
      {run.status === 'failed' ? (
        <div className="err" role="alert">
          <p>
            <b>{currentStage(run) ? `Stage ${currentStage(run)?.name} failed.` : 'The run failed.'}</b>{' '}
            {run.error ?? 'No reason was recorded.'}
          </p>
        </div>
      ) : null}
      {run.stages.length > 0 ? (
        <details open={isOpen}>
          <summary>Stages</summary>
          <StageTable stages={run.stages} />
        </details>
      ) : null}
      <details>
        <summary>Provenance</summary>
        <Provenance run={run} />
      </details>
    </li>
  )
}

function spent(run: Run): string {
  if (run.status === 'queued') return `${placeOf(run)}, requested `
  if (run.startedAt === null || run.finishedAt === null) return 'never started, '
  const seconds = (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000
  return `${formatDuration(seconds)}, ended `
}
