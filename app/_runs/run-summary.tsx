import Link from 'next/link'
import { Progress } from '@/app/_ui/progress'
import { paths } from '@/lib/contract/paths'
import type { Run } from '@/lib/contract/schemas'
import { formatDuration } from '@/lib/view/duration'
import { currentStage, paceOf, placeOf } from '@/lib/view/run-view'

/** A run in two or three lines: its progress, its stage and its rate. */
export function RunSummary({ run }: { run: Run }) {
  const stage = currentStage(run)
  return (
    <li>
      <div>
        <b>{run.title}</b>
        <RunState run={run} />
      </div>
      {run.status === 'running' ? <Progress share={run.progress} label={run.title} /> : null}
      <div className="note">
        <span>{remark(run)}</span>
        {run.status === 'running' ? <span className="num">{paceOf(stage)}</span> : null}
        {run.status === 'failed' ? (
          <Link className="link" href={paths.run(run.id)} prefetch={false}>
            Show
          </Link>
        ) : null}
      </div>
    </li>
  )
}

/** The state of a run in a word or, while it runs, the share that is done. */
export function RunState({ run }: { run: Run }) {
  if (run.status === 'running') return <span className="num sec">{Math.floor(run.progress * 100)} %</span>
  if (run.status === 'succeeded') return <span className="num ok">finished</span>
  if (run.status === 'failed') return <span className="num bad">failed</span>
  return <span className="num sec">{run.status}</span>
}

function remark(run: Run): string {
  if (run.status === 'failed') return run.error ?? 'no reason was recorded'
  if (run.status === 'running' || run.status === 'queued') return placeOf(run)
  if (run.startedAt === null || run.finishedAt === null) return 'never started'
  return `took ${formatDuration((Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000)}`
}
