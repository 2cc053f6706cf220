/**
 * Which run goes first. Somebody who waits at a terminal is served before runs that nobody looks at; among equals the older
 * job goes first. The job queue takes lower numbers first.
 */
import type { Queryable } from '@/lib/db/transaction'

const PRIORITIES = { waited: -10, ordinary: 0 } as const

/** Puts the runs, with the jobs they have in the queue, before or again among the others. Jobs that run go on. */
export async function setPriority(
  db: Queryable,
  runIds: readonly number[],
  priority: keyof typeof PRIORITIES,
): Promise<void> {
  await db.query('UPDATE run SET priority = $2 WHERE id = ANY ($1)', [runIds, PRIORITIES[priority]])
  await db.query(
    `UPDATE graphile_worker._private_jobs SET priority = $2
     WHERE (payload->>'runId')::integer = ANY ($1) AND locked_at IS NULL`,
    [runIds, PRIORITIES[priority]],
  )
}

/** Gives a run the priority of another one, which it follows. Call it before the run gets its first job. */
export async function inheritPriority(db: Queryable, runId: number, of: number): Promise<void> {
  await db.query('UPDATE run SET priority = (SELECT priority FROM run WHERE id = $2) WHERE id = $1', [
    runId,
    of,
  ])
}
