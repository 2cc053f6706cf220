import { failRun } from '@/lib/db/runs'
import type { Pool } from '@/lib/db/transaction'
import { messageOf, SemascopeError } from '@/lib/errors'
import type { RunKindName } from './kinds'
import { staleRuns } from './leases'
import { type Job, type JobName, type JobPayload, PAYLOADS, stageOf } from './payloads'
import { MAX_ATTEMPTS } from './queue'

export interface TaskContext {
  /** Aborts when the run is cancelled, the worker stops, or the worker lost its lease; a task must then throw soon. */
  readonly signal: AbortSignal
  readonly jobId: string
  /** Number of this try, from 1; tries that ended with a killed worker count. */
  readonly attempt: number
}

/** A task for every job of one kind of run, or of all kinds. */
export type TasksOf<Kind extends RunKindName> = {
  readonly [Name in JobName & `${Kind}.${string}`]: (
    payload: JobPayload<Name>,
    context: TaskContext,
  ) => Promise<void>
}
export type Tasks = TasksOf<RunKindName>

export type WorkerEvent =
  | { readonly type: 'started' | 'finished' | 'skipped'; readonly job: Job; readonly jobId: string }
  | {
      readonly type: 'retrying' | 'failed'
      readonly job: Job
      readonly jobId: string
      readonly attempt: number
      readonly error: unknown
    }
  | { readonly type: 'reaped'; readonly pools: readonly string[] }
  | { readonly type: 'lease-lost' }
  | { readonly type: 'error'; readonly error: unknown }

export type StopReason = 'run-over' | 'stopping' | 'lease-lost'

/** A job that this process is working on. */
export interface ActiveJob {
  readonly jobId: string
  readonly runId: number
  readonly runAttempt: number
  readonly controller: AbortController
  stopReason: StopReason | undefined
}

/** The jobs of one worker, and what happens to a job from start to end. */
export class Executor {
  readonly active = new Set<ActiveJob>()
  /** Jobs that a stopping worker gave up; they must not wait or count as tried. */
  readonly interrupted: string[] = []

  constructor(
    private readonly pool: Pool,
    private readonly tasks: Tasks,
    private readonly emit: (event: WorkerEvent) => void,
  ) {}

  /** Aborts the jobs that `which` picks. */
  abort(reason: StopReason, which: (job: ActiveJob) => boolean = () => true): void {
    for (const job of this.active) {
      if (job.stopReason || !which(job)) continue
      job.stopReason = reason
      job.controller.abort(new SemascopeError('unavailable', `job stopped: ${reason}`))
    }
  }

  /**
   * Runs one job. If this returns, the job is removed from the queue; if this throws, the job is tried again later. So
   * it throws only for errors that may not happen next time.
   */
  async execute(name: JobName, raw: unknown, jobId: string, attempt: number): Promise<void> {
    const parsed = PAYLOADS[name].safeParse(raw)
    if (!parsed.success) {
      this.emit({
        type: 'error',
        error: new Error(`job ${jobId} ${name} has a wrong payload: ${parsed.error.message}`),
      })
      return
    }
    const job = { name, payload: parsed.data } as Job
    const { runId } = job.payload
    const runAttempt = Number((raw as { runAttempt?: unknown }).runAttempt ?? 1)
    if ((await staleRuns(this.pool, [{ runId, runAttempt }])).length > 0) {
      this.emit({ type: 'skipped', job, jobId })
      return
    }
    const controller = new AbortController()
    const active: ActiveJob = { jobId, runId, runAttempt, controller, stopReason: undefined }
    this.active.add(active)
    this.emit({ type: 'started', job, jobId })
    try {
      const task = this.tasks[name] as (payload: unknown, context: TaskContext) => Promise<void>
      await task(job.payload, { signal: controller.signal, jobId, attempt })
      // Completing a job deletes it, no matter who holds it, so a job that was given away must not complete here.
      if (active.stopReason === 'lease-lost') throw new SemascopeError('unavailable', 'the lease was lost')
      this.emit({ type: 'finished', job, jobId })
    } catch (error) {
      await this.judge(job, active, attempt, error)
    } finally {
      this.active.delete(active)
    }
  }

  private async judge(job: Job, active: ActiveJob, attempt: number, error: unknown): Promise<void> {
    const { jobId, stopReason } = active
    if (stopReason === 'run-over') {
      this.emit({ type: 'skipped', job, jobId })
      return
    }
    if (stopReason === 'stopping') this.interrupted.push(jobId)
    if (stopReason) throw error
    if (!isFinal(error) && attempt < MAX_ATTEMPTS) {
      this.emit({ type: 'retrying', job, jobId, attempt, error })
      throw error
    }
    await failRun(this.pool, active.runId, { stage: stageOf(job), message: messageOf(error) })
    this.emit({ type: 'failed', job, jobId, attempt, error })
  }
}

/** Returns true if trying again cannot help: for our own errors about input, not for a service that is away. */
function isFinal(error: unknown): boolean {
  return (
    error instanceof SemascopeError &&
    error.code !== 'unavailable' &&
    error.code !== 'busy' &&
    error.code !== 'internal'
  )
}
