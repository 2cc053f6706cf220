import type { Entities } from '@/lib/db/database'
import { getRun, listRuns, type RunState } from '@/lib/db/run-list'
import { SemascopeError } from '@/lib/errors'
import { parseSettings } from '@/lib/jobs/kinds'
import { analysisKey } from '@/lib/services/pipeline/start'
import { formatSeconds } from '../ui/numbers'
import type { Progress } from '../ui/progress'
import { stageDisplay } from './stage-display'

export interface FollowOptions {
  /** Returns the database, which may be opened again while a run is followed. */
  readonly database: () => Promise<Entities>
  readonly progress: Progress
  readonly signal?: AbortSignal
  /** Called with the run that follows a preview, before it is shown. */
  readonly onFollowing?: (runId: number) => void
  /** Called when a poll fails; the run is still followed unless this function throws. */
  readonly onPollError?: (error: unknown) => Promise<void> | void
}

const POLL_MS = 400
/** How long a run may wait before it is said. */
const WAITING_MS = 3000

/**
 * Shows a run until it is over, and then the run over the whole corpus that follows a preview. Returns the last run.
 * Throws the signal's reason when aborted; the run itself goes on.
 */
export async function followRun(runId: number, options: FollowOptions): Promise<RunState> {
  let run = await followOne(runId, options)
  while (run.status === 'succeeded') {
    const next = await runAfter(run, await options.database())
    if (next === undefined) return run
    options.onFollowing?.(next)
    run = await followOne(next, options)
  }
  return run
}

async function followOne(runId: number, options: FollowOptions): Promise<RunState> {
  const { progress, signal } = options
  const show = stageDisplay(progress, new Date())
  let saidWaiting = false
  for (const since = performance.now(); ; await pause(POLL_MS, signal)) {
    signal?.throwIfAborted()
    const run = await poll(runId, options)
    if (!run) continue
    show(run)
    if (run.status === 'queued' && !saidWaiting && performance.now() - since > WAITING_MS) {
      progress.note(`run ${run.id} waits for a worker`)
      saidWaiting = true
    }
    if (run.status !== 'queued' && run.status !== 'running') {
      progress.note(describeEnd(run))
      return run
    }
  }
}

async function poll(runId: number, options: FollowOptions): Promise<RunState | undefined> {
  let run: RunState | undefined
  try {
    run = await getRun(await options.database(), runId)
  } catch (error) {
    if (!options.onPollError) throw error
    await options.onPollError(error)
    return undefined
  }
  if (!run) throw new SemascopeError('not_found', `there is no run ${runId}`)
  return run
}

function describeEnd(run: RunState): string {
  const seconds =
    run.startedAt && run.finishedAt ? (run.finishedAt.getTime() - run.startedAt.getTime()) / 1000 : undefined
  const took = seconds === undefined ? '' : ` in ${formatSeconds(seconds)}`
  switch (run.status) {
    case 'failed':
      return `run ${run.id} failed${took}: ${run.error}`
    case 'cancelled':
      return `run ${run.id} was cancelled`
    default:
      return `run ${run.id} is done${took}`
  }
}

/** Returns the run over the whole corpus that the publication of a preview started, if any. */
async function runAfter(run: RunState, db: Entities): Promise<number | undefined> {
  const settings = parseSettings('analysis', run.settings)
  if (!settings.thenFull) return undefined
  const key = analysisKey(settings)
  const later = (await listRuns(db, { limit: 1000 })).filter(({ id }) => id > run.id).reverse()
  return later.find((candidate) => analysisKey(parseSettings('analysis', candidate.settings)) === key)?.id
}

/** Waits; rejects with the signal's reason when aborted. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', abort, { once: true })
  })
}
