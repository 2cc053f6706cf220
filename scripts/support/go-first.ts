import type { Database } from '@/lib/db/database'
import { listRuns, type RunState } from '@/lib/db/run-list'
import { setPriority } from '@/lib/jobs/priority'
import type { Progress } from '../ui/progress'

/** Most other runs that are named. */
const NAMED = 3

/**
 * Puts the runs that somebody waits for before all others, and says which others are unfinished, so that none goes on
 * silently.
 */
export async function goFirst(db: Database, runIds: readonly number[], progress: Progress): Promise<void> {
  await setPriority(db.pool, runIds, 'waited')
  const others = (await listRuns(db, { status: ['queued', 'running'], limit: 1000 })).filter(
    ({ id }) => !runIds.includes(id),
  )
  if (others.length > 0) progress.note(describeOthers(others))
}

/** Returns what is said of unfinished runs that come after the one that is waited for; runs are given newest first. */
export function describeOthers(runs: readonly RunState[]): string {
  const oldest = [...runs].reverse()
  const named = oldest.slice(0, NAMED).map((run) => `run ${run.id} (${run.title}, ${placeOf(run)})`)
  const more = runs.length > NAMED ? [`${runs.length - NAMED} more`] : []
  const one = runs.length === 1
  return (
    `also unfinished: ${[...named, ...more].join(', ')}. ${one ? 'It goes' : 'They go'} on after this one, or where a ` +
    `worker is free; "semascope run cancel ${oldest[0].id}" drops ${one ? 'it' : 'the first'}`
  )
}

function placeOf(run: RunState): string {
  if (run.status === 'queued') return 'waiting'
  const stage = run.stages.find(({ status }) => status === 'running' || status === 'waiting')
  return stage ? `in ${stage.name}` : run.status
}
