import { resetRun } from '@/lib/db/runs'
import { type Client, type Pool, transaction } from '@/lib/db/transaction'
import { SemascopeError } from '@/lib/errors'
import { type Job, jobKey, PAYLOADS } from './payloads'

/** Times a job is tried, killed workers included, before its run fails. */
export const MAX_ATTEMPTS = 6

/**
 * Enqueues jobs inside the caller's transaction, so that they appear exactly when what they follow from is
 * committed. A job whose like is waiting or running in the same attempt of its run is not added again; hence a
 * job cannot enqueue itself. Payloads carry the run's attempt, so a retry makes earlier jobs stale.
 */
export async function addJobs(client: Client, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return
  const rows = jobs.map((job) => {
    const payload = PAYLOADS[job.name].parse(job.payload)
    return { name: job.name, payload, run: payload.runId, key: `${payload.runId}:${jobKey(job)}` }
  })
  const { rowCount } = await client.query(
    `SELECT graphile_worker.add_job(
       j.name,
       payload => (j.payload || jsonb_build_object('runAttempt', run.attempt))::json,
       max_attempts => $2,
       job_key => j.key || '#' || run.attempt,
       job_key_mode => 'unsafe_dedupe')
     FROM jsonb_to_recordset($1) AS j (name text, payload jsonb, run integer, key text)
     JOIN run ON run.id = j.run`,
    [JSON.stringify(rows), MAX_ATTEMPTS],
  )
  if (rowCount !== jobs.length)
    throw new SemascopeError('not_found', `there is no run ${rows.map((row) => row.run).join(' or ')}`)
}

/**
 * Puts a failed or cancelled run back to work: it resumes at its first unfinished stage. Throws `conflict` for a
 * run that is active or succeeded.
 */
export async function retryRun(pool: Pool, runId: number): Promise<void> {
  await transaction(pool, async (client) => {
    await resetRun(client, runId)
    await addJobs(client, [{ name: 'analysis.start', payload: { runId } }])
  })
}
