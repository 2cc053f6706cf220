import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@/lib/db/database'
import { dumpAnalysis, dumpSources } from '@/lib/db/dump'
import { getRun, type RunState } from '@/lib/db/run-list'
import { ROOT } from './database'

/** Starts a worker process of the compiled code on a test's database. */
export function startWorkerProcess(database: Database, dataDir: string): ChildProcess {
  return spawn(process.execPath, ['dist/worker.js', '--compute-threads', '1'], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      ORT_THREADS: '1',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** Ends worker processes that still run. */
export async function stopWorkers(workers: Iterable<ChildProcess>): Promise<void> {
  await Promise.all(
    [...workers].map(async (worker) => {
      if (worker.exitCode !== null || worker.signalCode !== null) return
      const ended = new Promise((resolve) => worker.once('exit', resolve))
      worker.kill('SIGTERM')
      await ended
    }),
  )
}

/** Asks until there is an answer; fails after `seconds` with the name of the awaited thing. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>, seconds = 120): Promise<T> {
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(20)) {
    const answer = await ask()
    if (answer !== undefined) return answer
  }
  throw new Error(`waited ${seconds} s for ${what}`)
}

/** Waits until a run is over. */
export function untilOver(database: Database, runId: number): Promise<RunState> {
  return until(`run ${runId} to end`, async () => {
    const run = await getRun(database, runId)
    return run && run.status !== 'queued' && run.status !== 'running' ? run : undefined
  })
}

/** Returns the pid of a worker process, other than `except`, that holds a job during the harvest. */
export function harvestingPid(database: Database, runId: number, except = 0): Promise<number> {
  return until('a worker in the harvest', async () => {
    const { rows } = await database.pool.query<{ pid: number }>(
      `SELECT l.pid FROM graphile_worker._private_jobs j JOIN worker_lease l ON l.pool_id = j.locked_by
       JOIN run_stage s ON s.run_id = $1 AND s.name = 'harvest' AND s.status = 'running'
       WHERE j.payload->>'stage' = 'harvest' AND j.payload->>'part' IS NOT NULL AND l.pid <> $2
       LIMIT 1`,
      [runId, except],
    )
    return rows[0]?.pid
  })
}

/** Returns a SHA-256 over all published computed data. */
export async function dumpHash(database: Database): Promise<string> {
  const digest = createHash('sha256')
  for (const source of await dumpSources(database.pool))
    for await (const line of dumpAnalysis(database.pool, source)) digest.update(line).update('\n')
  return digest.digest('hex')
}
