import type { Entities } from '@/lib/db/database'
import { getRun, listRuns, type RunState, type StageState } from '@/lib/db/run-list'
import { SemascopeError } from '@/lib/errors'
import { parseSettings } from '@/lib/jobs/kinds'
import { analysisKey } from '@/lib/services/pipeline/start'
import type { Progress } from '../ui/progress'

export interface FollowOptions {
  /** Returns the database, which may be opened again while a run is followed. */
  readonly database: () => Promise<Entities>
  readonly progress: Progress
  readonly signal?: AbortSignal
  /** Called when a poll fails; the run is still followed unless this function throws. */
  readonly onPollError?: (error: unknown) => Promise<void> | void
}

const POLL_MS = 400

/**
 * Shows a run until it is over, and then the run over the whole corpus that follows a preview. Returns the last run.
 * Throws the signal's reason when aborted; the run itself goes on.
 */
export async function followRun(runId: number, options: FollowOptions): Promise<RunState> {
  let run = await followOne(runId, options)
  while (run.status === 'succeeded') {
    const next = await runAfter(run, await options.database())
    if (next === undefined) return run
    run = await followOne(next, options)
  }
  return run
}

async function followOne(runId: number, options: FollowOptions): Promise<RunState> {
  const { progress, signal } = options
  let shown: string | undefined
  for (;;) {
    signal?.throwIfAborted()
    const run = await poll(runId, options)
    if (run) {
      const stage = currentStage(run)
      const key = `${run.id} ${stage?.name}`
      if (stage && key !== shown) progress.phase(`run ${run.id}, ${run.title}: ${stage.name} (${stage.unit})`)
      if (stage) {
        shown = key
        if (stage.total > 0) progress.update(updateOf(stage))
      }
      if (run.status !== 'queued' && run.status !== 'running') {
        progress.note(describeEnd(run))
        return run
      }
    }
    await pause(POLL_MS, signal)
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

/** Returns the running or failed stage, otherwise the first that waits. */
function currentStage(run: RunState): StageState | undefined {
  return (
    run.stages.find((stage) => stage.status === 'running' || stage.status === 'failed') ??
    run.stages.find((stage) => stage.status === 'waiting')
  )
}

function updateOf(stage: StageState) {
  return {
    done: stage.done,
    total: stage.total,
    ...(stage.rate !== null && { rate: stage.rate }),
    ...(stage.etaSeconds !== null && { eta: stage.etaSeconds }),
  }
}

function describeEnd(run: RunState): string {
  const seconds =
    run.startedAt && run.finishedAt ? (run.finishedAt.getTime() - run.startedAt.getTime()) / 1000 : undefined
  const took = seconds === undefined ? '' : ` in ${seconds.toFixed(0)} s`
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
