import type pg from 'pg'
import { SemascopeError } from '@/lib/errors'
import { type Queryable, transaction } from './transaction'

export type RunStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'
export type StageStatus = 'waiting' | 'running' | 'succeeded' | 'failed' | 'cancelled'

export interface NewRun {
  /** A name in the table of lib/jobs/kinds. */
  readonly kind: string
  readonly title: string
  readonly settings: unknown
  /** Hashes of weights, tokenizer, corpus; code version. */
  readonly provenance?: unknown
  /** In order. `total` may come later, when the stage starts. */
  readonly stages: readonly { readonly name: string; readonly unit: string; readonly total?: number }[]
}

/** Creates a queued run with its stages and returns its id. */
export async function createRun(client: pg.ClientBase, run: NewRun): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    'INSERT INTO run (kind, title, settings, provenance) VALUES ($1, $2, $3, $4) RETURNING id',
    [run.kind, run.title, JSON.stringify(run.settings), JSON.stringify(run.provenance ?? {})],
  )
  const id = rows[0].id
  await client.query(
    `INSERT INTO run_stage (run_id, name, position, unit, total)
     SELECT $1, name, position - 1, unit, total
     FROM unnest($2::text[], $3::text[], $4::bigint[]) WITH ORDINALITY AS s (name, unit, total, position)`,
    [
      id,
      run.stages.map((stage) => stage.name),
      run.stages.map((stage) => stage.unit),
      run.stages.map((stage) => stage.total ?? 0),
    ],
  )
  return id
}

/** Returns the kind and the settings of a run, as they were stored. Throws `not_found`. */
export async function readRunRequest(
  db: Queryable,
  runId: number,
): Promise<{ kind: string; settings: unknown }> {
  const { rows } = await db.query<{ kind: string; settings: unknown }>(
    'SELECT kind, settings FROM run WHERE id = $1',
    [runId],
  )
  if (!rows[0]) throw new SemascopeError('not_found', `there is no run ${runId}`)
  return rows[0]
}

/** Returns the name of a run's first stage that has not succeeded, or undefined when all have. */
export async function firstUnfinishedStage(db: Queryable, runId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT name FROM run_stage WHERE run_id = $1 AND status <> 'succeeded' ORDER BY position LIMIT 1`,
    [runId],
  )
  return rows[0]?.name
}

/**
 * Locks a run for the rest of the transaction and returns true if it is active. Call it before anything that must not
 * happen to a cancelled, failed or finished run. Throws `not_found`.
 */
export async function lockActiveRun(client: pg.ClientBase, runId: number): Promise<boolean> {
  const { rows } = await client.query<{ status: RunStatus }>(
    'SELECT status FROM run WHERE id = $1 FOR UPDATE',
    [runId],
  )
  if (!rows[0]) throw new SemascopeError('not_found', `there is no run ${runId}`)
  return rows[0].status === 'queued' || rows[0].status === 'running'
}

/**
 * Marks a stage running (and its run, for the first stage) and keeps the progress of finished parts. A stage that is
 * running or finished already keeps its times. Returns false, and changes nothing, if the run is not active.
 */
export async function startStage(
  client: pg.ClientBase,
  runId: number,
  stage: string,
  { total }: { total?: number } = {},
): Promise<boolean> {
  if (!(await lockActiveRun(client, runId))) return false
  await client.query(
    `UPDATE run SET status = 'running', started_at = coalesce(started_at, now()) WHERE id = $1 AND status = 'queued'`,
    [runId],
  )
  await client.query(
    `UPDATE run_stage s SET status = 'running', started_at = now(), updated_at = now(), error = NULL,
       total = coalesce($3::bigint, total), done = parts.done, done_at_start = parts.done, points = '{}'
     FROM (SELECT coalesce(sum(size), 0)::bigint AS done FROM run_part
           WHERE run_id = $1 AND stage = $2 AND finished_at IS NOT NULL) parts
     WHERE s.run_id = $1 AND s.name = $2 AND s.status = 'waiting'`,
    [runId, stage, total ?? null],
  )
  return true
}

/** Number of points kept of a stage's progress, and the seconds between two of them at least. */
const POINTS = 64
const POINT_SECONDS = 1

/** Appends (now, done) to the points of a stage if its progress rose; `$3` is what is done now. */
export const KEEP_POINT = `points = CASE
  WHEN $3::bigint > done AND (cardinality(points) = 0
    OR extract(epoch FROM clock_timestamp()) - points[cardinality(points) - 1] >= ${POINT_SECONDS})
  THEN (points || ARRAY[extract(epoch FROM clock_timestamp()), $3]::double precision[])
    [greatest(1, cardinality(points) + 3 - ${2 * POINTS}):]
  ELSE points END`

/**
 * Reports work done inside a part, in the unit of the stage; the stage has done what its parts have done. A part never
 * goes back, and is never done before it is finished. Call it from time to time without progress too: the time of the
 * last report tells a stage that stands still.
 */
export async function reportPart(
  db: Queryable,
  runId: number,
  stage: string,
  { part, done }: { part: number; done: number },
): Promise<void> {
  await db.query(
    `UPDATE run_part SET done = greatest(done, least($4::bigint, size))
     WHERE run_id = $1 AND stage = $2 AND part = $3 AND finished_at IS NULL`,
    [runId, stage, part, Math.floor(done)],
  )
  const { rows } = await db.query<{ done: number }>(
    `SELECT coalesce(sum(CASE WHEN finished_at IS NULL THEN done ELSE size END), 0)::bigint AS done
     FROM run_part WHERE run_id = $1 AND stage = $2`,
    [runId, stage],
  )
  await db.query(
    `UPDATE run_stage SET updated_at = clock_timestamp(), done = greatest(done, $3), ${KEEP_POINT}
     WHERE run_id = $1 AND name = $2 AND status = 'running'`,
    [runId, stage, rows[0].done],
  )
}

/** Marks a stage finished, done = total. Returns false, and changes nothing, if the run is not active. */
export async function finishStage(client: pg.ClientBase, runId: number, stage: string): Promise<boolean> {
  if (!(await lockActiveRun(client, runId))) return false
  await client.query(
    `UPDATE run_stage SET status = 'succeeded', total = greatest(total, done), done = greatest(total, done),
       started_at = coalesce(started_at, now()), updated_at = now(), finished_at = now(), error = NULL
     WHERE run_id = $1 AND name = $2 AND status IN ('waiting', 'running')`,
    [runId, stage],
  )
  return true
}

/** Marks an active run succeeded. Throws `conflict` while a stage is unfinished. */
export async function finishRun(client: pg.ClientBase, runId: number): Promise<boolean> {
  if (!(await lockActiveRun(client, runId))) return false
  const unfinished = await firstUnfinishedStage(client, runId)
  if (unfinished)
    throw new SemascopeError(
      'conflict',
      `run ${runId} cannot finish, because stage "${unfinished}" has not finished`,
    )
  await client.query(`UPDATE run SET status = 'succeeded', finished_at = now(), error = NULL WHERE id = $1`, [
    runId,
  ])
  return true
}

/** Fails an active run with a message for people; running stages (or the named one) fail with it. */
export async function failRun(
  pool: pg.Pool,
  runId: number,
  { stage, message }: { stage?: string | undefined; message: string },
): Promise<boolean> {
  return transaction(pool, async (client) => {
    if (!(await lockActiveRun(client, runId))) return false
    await client.query(
      `UPDATE run_stage SET status = 'failed', error = $3, updated_at = now(), finished_at = now()
       WHERE run_id = $1 AND status IN ('waiting', 'running') AND (name = $2 OR ($2::text IS NULL AND status = 'running'))`,
      [runId, stage ?? null, message],
    )
    await client.query(
      `UPDATE run_stage SET status = 'waiting', updated_at = now() WHERE run_id = $1 AND status = 'running'`,
      [runId],
    )
    await client.query(`UPDATE run SET status = 'failed', finished_at = now(), error = $2 WHERE id = $1`, [
      runId,
      message,
    ])
    return true
  })
}

/** Cancels an active run; its jobs stop within a second. Throws `conflict` if the run has ended already. */
export async function cancelRun(pool: pg.Pool, runId: number): Promise<void> {
  await transaction(pool, async (client) => {
    if (!(await lockActiveRun(client, runId)))
      throw new SemascopeError('conflict', `run ${runId} has ended and cannot be cancelled`)
    await client.query(
      `UPDATE run_stage SET status = 'cancelled', updated_at = now(), finished_at = now()
       WHERE run_id = $1 AND status IN ('waiting', 'running')`,
      [runId],
    )
    await client.query(`UPDATE run SET status = 'cancelled', finished_at = now() WHERE id = $1`, [runId])
  })
}

/**
 * Puts a failed or cancelled run back into the queue: unfinished stages wait again, finished stages and parts are kept,
 * and `attempt` rises, so that jobs of the earlier attempt are ignored. The caller enqueues the first job in the same
 * transaction. Throws `conflict` for any other run.
 */
export async function resetRun(client: pg.ClientBase, runId: number): Promise<void> {
  const active = await lockActiveRun(client, runId)
  const { rows } = await client.query<{ status: RunStatus }>('SELECT status FROM run WHERE id = $1', [runId])
  const status = rows[0]?.status
  if (active || status === 'succeeded')
    throw new SemascopeError(
      'conflict',
      `run ${runId} is ${status}; only failed and cancelled runs can be retried`,
    )
  await client.query(
    `UPDATE run_stage SET status = 'waiting', error = NULL, started_at = NULL, finished_at = NULL, updated_at = now()
     WHERE run_id = $1 AND status <> 'succeeded'`,
    [runId],
  )
  await client.query(
    `UPDATE run SET status = 'queued', error = NULL, finished_at = NULL, attempt = attempt + 1 WHERE id = $1`,
    [runId],
  )
}
