import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, type Runner, run as startRunner, type TaskList, type WorkerEvents } from 'graphile-worker'
import type { Database } from '@/lib/db/database'
import { createPool } from '@/lib/db/pool'
import type { Pool } from '@/lib/db/transaction'
import { SemascopeError } from '@/lib/errors'
import { Executor, type Tasks, type WorkerEvent } from './execute'
import {
  dropLease,
  failExhaustedJobs,
  LEASE_SECONDS,
  reapDeadWorkers,
  renewLease,
  staleRuns,
  takeLease,
} from './leases'
import { JOB_NAMES } from './payloads'

export type { WorkerEvent } from './execute'

export interface WorkerOptions {
  readonly database: Pick<Database, 'url'>
  readonly tasks: Tasks
  /** Number of jobs at a time. Default 1. */
  readonly concurrency?: number
  readonly onEvent?: (event: WorkerEvent) => void
}

export interface Worker {
  readonly poolId: string
  /** Aborts the running jobs, gives them back to the queue at once, and ends. May be called twice. */
  stop(): Promise<void>
}

const BEAT_MS = 1000

/**
 * Takes jobs from the queue until it is stopped. Once a second the worker renews its lease, frees the jobs of workers
 * that no longer renew theirs (killed, or cut off), and aborts jobs whose run was cancelled. The event loop must stay
 * responsive: a worker that is blocked for longer than the lease is taken for dead, and then aborts its own jobs.
 */
export async function startWorker({
  database,
  tasks,
  concurrency = 1,
  onEvent = () => undefined,
}: WorkerOptions): Promise<Worker> {
  const pool = createPool(database.url, { max: concurrency + 5, name: 'semascope worker', plainTypes: true })
  const executor = new Executor(pool, tasks, onEvent)
  const taskList: TaskList = Object.fromEntries(
    JOB_NAMES.map((name) => [
      name,
      (payload: unknown, { job }: { job: { id: string; attempts: number } }) =>
        executor.execute(name, payload, String(job.id), job.attempts),
    ]),
  )
  const events: WorkerEvents = new EventEmitter()
  let poolId: string | undefined
  events.on('pool:create', ({ workerPool }) => {
    poolId = workerPool.id
  })
  let runner: Runner
  try {
    runner = await startRunner({
      pgPool: pool,
      events,
      concurrency,
      taskList,
      pollInterval: 1000,
      noHandleSignals: true,
      logger: new Logger(() => () => undefined),
    })
    if (poolId === undefined) throw new SemascopeError('internal', 'graphile-worker did not tell its pool')
    await takeLease(pool, poolId)
  } catch (error) {
    await pool.end()
    throw error
  }
  const id = poolId
  const heart = beat(pool, id, executor, onEvent)

  let stopping: Promise<void> | undefined
  const stop = async () => {
    executor.abort('stopping')
    await runner.stop()
    await heart.stop()
    await giveBack(pool, executor.interrupted)
    await dropLease(pool, id)
    await pool.end()
  }
  return {
    poolId: id,
    stop() {
      stopping ??= stop()
      return stopping
    },
  }
}

/** Makes the jobs that a stopping worker gave up available at once, as if they had not been tried. */
async function giveBack(pool: Pool, jobIds: readonly string[]): Promise<void> {
  if (jobIds.length === 0) return
  await pool.query(
    `UPDATE graphile_worker._private_jobs SET run_at = now(), attempts = greatest(attempts - 1, 0), last_error = NULL
     WHERE id = ANY ($1::bigint[]) AND locked_at IS NULL`,
    [jobIds],
  )
  await pool.query(`SELECT pg_notify('jobs:insert', '{"r":' || random() || ',"count":16}')`)
}

function beat(
  pool: Pool,
  poolId: string,
  executor: Executor,
  emit: (event: WorkerEvent) => void,
): { stop(): Promise<void> } {
  const ended = new AbortController()
  let lastBeat = performance.now()
  const loseLease = () => {
    executor.abort('lease-lost')
    emit({ type: 'lease-lost' })
  }
  const once = async () => {
    if (!(await renewLease(pool, poolId))) {
      loseLease()
      await takeLease(pool, poolId)
    }
    lastBeat = performance.now()
    const stale = await staleRuns(pool, [...executor.active])
    executor.abort('run-over', (job) =>
      stale.some((run) => run.runId === job.runId && run.runAttempt === job.runAttempt),
    )
    const dead = await reapDeadWorkers(pool)
    if (dead.length > 0) emit({ type: 'reaped', pools: dead })
    await failExhaustedJobs(pool)
  }
  const loop = (async () => {
    while (!ended.signal.aborted) {
      try {
        await once()
      } catch (error) {
        emit({ type: 'error', error })
        if (performance.now() - lastBeat > LEASE_SECONDS * 1000 && executor.active.size > 0) loseLease()
      }
      await sleep(BEAT_MS, undefined, { signal: ended.signal }).catch(() => undefined)
    }
  })()
  return {
    async stop() {
      ended.abort()
      await loop
    },
  }
}
