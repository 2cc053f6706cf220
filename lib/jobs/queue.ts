import { createRun, readRunRequest, resetRun } from '@/lib/db/runs'
import { type Client, type Pool, transaction } from '@/lib/db/transaction'
import { SemascopeError } from '@/lib/errors'
import { parseSettings, RUN_KINDS, type RunKindName, runKind, type SettingsOf } from './kinds'
import { type Job, jobKey, PAYLOADS } from './payloads'
import { inheritPriority } from './priority'

/** How often a job is tried before its run fails; killed workers count. */
export const MAX_ATTEMPTS = 6

/**
 * Enqueues jobs inside the caller's transaction, so that they appear exactly when the transaction commits. A job is not
 * added again if the same job is waiting or running in the same attempt of its run, so a job cannot enqueue itself.
 * Payloads carry the attempt of the run, so a retry makes earlier jobs stale. A job has the priority of its run.
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
       priority => run.priority,
       job_key_mode => 'unsafe_dedupe')
     FROM jsonb_to_recordset($1) AS j (name text, payload jsonb, run integer, key text)
     JOIN run ON run.id = j.run`,
    [JSON.stringify(rows), MAX_ATTEMPTS],
  )
  if (rowCount !== jobs.length)
    throw new SemascopeError('not_found', `there is no run ${rows.map((row) => row.run).join(' or ')}`)
}

/** What a run of a kind is created from. */
export interface RunRequest<Kind extends RunKindName> {
  readonly kind: Kind
  readonly title: string
  readonly settings: SettingsOf<Kind>
  /** Hashes of weights, tokenizer and corpus; the version of the code. */
  readonly provenance: unknown
  /** The run that this one follows, whose priority it takes over. */
  readonly follows?: number
}

/**
 * Creates a run with the stages of its kind and its first job, in the caller's transaction, and returns its id. Throws
 * `invalid_input` for settings that the kind does not accept.
 */
export async function startRun<Kind extends RunKindName>(
  client: Client,
  { kind, settings, follows, ...rest }: RunRequest<Kind>,
): Promise<number> {
  const { stages } = RUN_KINDS[kind]
  const runId = await createRun(client, { kind, settings: parseSettings(kind, settings), stages, ...rest })
  if (follows !== undefined) await inheritPriority(client, runId, follows)
  await addJobs(client, [startJob(kind, runId)])
  return runId
}

function startJob(kind: RunKindName, runId: number): Job {
  return { name: `${kind}.start`, payload: { runId } }
}

/**
 * Starts a failed or cancelled run again at its first unfinished stage. Throws `conflict` if the run is active or has
 * succeeded.
 */
export async function retryRun(pool: Pool, runId: number): Promise<void> {
  await transaction(pool, async (client) => {
    await resetRun(client, runId)
    const { kind } = await readRunRequest(client, runId)
    await addJobs(client, [startJob(runKind(kind), runId)])
  })
}
