import { hostname } from 'node:os'
import { failRun } from '@/lib/db/runs'
import { type Pool, transaction } from '@/lib/db/transaction'

/** A worker that has not renewed its lease for so long is taken for dead. */
export const LEASE_SECONDS = 5

/** Registers a worker pool as alive. */
export async function takeLease(pool: Pool, poolId: string): Promise<void> {
  await pool.query(
    `INSERT INTO worker_lease (pool_id, host, pid, beat_at) VALUES ($1, $2, $3, clock_timestamp())
     ON CONFLICT (pool_id) DO UPDATE SET beat_at = clock_timestamp()`,
    [poolId, hostname(), process.pid],
  )
}

/** Renews a lease. Returns false if another worker took this one for dead and gave its jobs away. */
export async function renewLease(pool: Pool, poolId: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    'UPDATE worker_lease SET beat_at = clock_timestamp() WHERE pool_id = $1',
    [poolId],
  )
  return rowCount === 1
}

export async function dropLease(pool: Pool, poolId: string): Promise<void> {
  await pool.query('DELETE FROM worker_lease WHERE pool_id = $1', [poolId])
}

/**
 * Frees the jobs of workers whose lease ran out, and of workers without a lease that have held a job for as long.
 * Returns the ids of their pools. Any number of workers may do this at once.
 */
export async function reapDeadWorkers(pool: Pool): Promise<string[]> {
  return transaction(pool, async (client) => {
    const expired = await client.query<{ pool_id: string }>(
      `DELETE FROM worker_lease WHERE pool_id IN (
         SELECT pool_id FROM worker_lease WHERE beat_at < clock_timestamp() - make_interval(secs => $1)
         FOR UPDATE SKIP LOCKED)
       RETURNING pool_id`,
      [LEASE_SECONDS],
    )
    const orphaned = await client.query<{ pool_id: string }>(
      `SELECT DISTINCT locked_by AS pool_id FROM graphile_worker._private_jobs j
       WHERE locked_by IS NOT NULL AND locked_at < clock_timestamp() - make_interval(secs => $1)
         AND NOT EXISTS (SELECT 1 FROM worker_lease WHERE pool_id = j.locked_by)`,
      [LEASE_SECONDS],
    )
    const dead = [...new Set([...expired.rows, ...orphaned.rows].map((row) => row.pool_id))]
    if (dead.length > 0) {
      await client.query('SELECT graphile_worker.force_unlock_workers($1::text[])', [dead])
      await client.query(`SELECT pg_notify('jobs:insert', '{"r":' || random() || ',"count":16}')`)
    }
    return dead
  })
}

/** Fails the runs whose jobs used up all tries without reporting an error, because their workers were killed. */
export async function failExhaustedJobs(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{
    id: string
    runId: number | null
    stage: string | null
    attempts: number
  }>(
    `DELETE FROM graphile_worker._private_jobs
     WHERE locked_at IS NULL AND attempts >= max_attempts
     RETURNING id, (payload->>'runId')::integer AS "runId", payload->>'stage' AS stage, attempts`,
  )
  for (const { runId, stage, attempts } of rows) {
    if (runId === null) continue
    const message = `its worker died ${attempts} times in a row; is there enough memory?`
    await failRun(pool, runId, { stage: stage ?? undefined, message }).catch(() => undefined)
  }
}

/** Returns those of the given runs that have ended, or are on a later attempt than their jobs. */
export async function staleRuns(
  pool: Pool,
  runs: readonly { runId: number; runAttempt: number }[],
): Promise<{ runId: number; runAttempt: number }[]> {
  if (runs.length === 0) return []
  const { rows } = await pool.query<{ runId: number; runAttempt: number }>(
    `SELECT r.run_id AS "runId", r.attempt AS "runAttempt"
     FROM unnest($1::integer[], $2::integer[]) AS r (run_id, attempt) LEFT JOIN run ON run.id = r.run_id
     WHERE run.id IS NULL OR run.status NOT IN ('queued', 'running') OR run.attempt <> r.attempt`,
    [runs.map((run) => run.runId), runs.map((run) => run.runAttempt)],
  )
  return rows
}
