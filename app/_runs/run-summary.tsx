import Link from 'next/link'
import { Progress } from '@/app/_ui/progress'
import { paths } from '@/lib/contract/paths'
import type { Run } from '@/lib/contract/schemas'
import { formatDuration } from '@/lib/view/duration'
import { currentStage, paceOf, placeOf, runName } from '@/lib/view/run-view'

/** A run in two or three lines: its progress, its stage and its rate. */
export function RunSummary({ run }: { run: Run }) {
  const stage = currentStage(run)
  const name = runName(run)
  return (
    <li className="border-b border-line py-2.5 last:border-b-0">
      <div className="flex justify-between gap-2">
        <b className="min-w-0 font-semibold wrap-anywhere">{name}</b>
        <RunState run={run} />
      </div>
      {run.status === 'running' ? (
        <div className="mt-2 mb-1.5">
          <Progress share={run.progress} label={name} />
        </div>
      ) : null}
      <div className="flex justify-between gap-2 text-12/5 text-ink-3">
        <span className="min-w-0 wrap-anywhere">{remark(run)}</span>
        {run.status === 'running' ? <span className="whitespace-nowrap">{paceOf(stage)}</span> : null}
        {run.status === 'failed' ? (
          <Link className="text-accent" href={paths.run(run.id)} prefetch={false}>
            Show
          </Link>
        ) : null}
      </div>
    </li>
  )
}

/** The state of a run in a word or, while it runs, the share that is done. */
export function RunState({ run }: { run: Run }) {
  if (run.status === 'running') return <span className="text-ink-2">{Math.floor(run.progress * 100)} %</span>
  if (run.status === 'succeeded') return <span className="text-ok">finished</span>
  if (run.status === 'failed') return <span className="text-bad">failed</span>
  return <span className="text-ink-2">{run.status}</span>
}

function remark(run: Run): string {
  if (run.status === 'failed') return run.error ?? 'no reason was recorded'
  if (run.status === 'running' || run.status === 'queued') return placeOf(run)
  if (run.startedAt === null || run.finishedAt === null) return 'never started'
  return `took ${formatDuration((Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000)}`
}
