import type pg from 'pg'
import { KEEP_POINT } from './runs'
import type { Queryable } from './transaction'

/** A part of the work of a stage; `size` is in the unit of the stage. */
export interface RunPart {
  readonly part: number
  readonly size: number
}

/** Declares the parts of a stage and sets its total to their sum. Repeating it changes nothing. */
export async function createParts(
  client: pg.ClientBase,
  runId: number,
  stage: string,
  parts: readonly RunPart[],
): Promise<void> {
  await client.query(
    `INSERT INTO run_part (run_id, stage, part, size)
     SELECT $1, $2, part, size FROM unnest($3::integer[], $4::bigint[]) AS p (part, size)
     ON CONFLICT DO NOTHING`,
    [runId, stage, parts.map((p) => p.part), parts.map((p) => p.size)],
  )
  await client.query(
    `UPDATE run_stage SET total = (SELECT coalesce(sum(size), 0) FROM run_part WHERE run_id = $1 AND stage = $2)
     WHERE run_id = $1 AND name = $2`,
    [runId, stage],
  )
}

/** Returns the parts that are not finished yet, in order. */
export async function unfinishedParts(db: Queryable, runId: number, stage: string): Promise<RunPart[]> {
  const { rows } = await db.query<RunPart>(
    'SELECT part, size FROM run_part WHERE run_id = $1 AND stage = $2 AND finished_at IS NULL ORDER BY part',
    [runId, stage],
  )
  return rows
}

export async function isPartFinished(
  db: Queryable,
  runId: number,
  stage: string,
  part: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'SELECT 1 FROM run_part WHERE run_id = $1 AND stage = $2 AND part = $3 AND finished_at IS NOT NULL',
    [runId, stage, part],
  )
  return rowCount === 1
}

/**
 * Marks a part finished inside the transaction that stores its rows, and adds its size to the progress of the stage.
 * `fresh` is false if the part was finished before. If several transactions finish parts at once, exactly one of them
 * gets `remaining` 0 with `fresh` true, so only that one starts the next stage.
 */
export async function finishPart(
  client: pg.ClientBase,
  runId: number,
  stage: string,
  part: number,
): Promise<{ fresh: boolean; remaining: number }> {
  // The row of the stage is the lock: a count after locking it includes every part that was committed before.
  await client.query('SELECT 1 FROM run_stage WHERE run_id = $1 AND name = $2 FOR UPDATE', [runId, stage])
  const finished = await client.query<{ size: number }>(
    `UPDATE run_part SET finished_at = now()
     WHERE run_id = $1 AND stage = $2 AND part = $3 AND finished_at IS NULL RETURNING size`,
    [runId, stage, part],
  )
  const { rows } = await client.query<{ done: number; remaining: number }>(
    `SELECT coalesce(sum(CASE WHEN finished_at IS NULL THEN done ELSE size END), 0)::bigint AS done,
       count(*) FILTER (WHERE finished_at IS NULL) AS remaining
     FROM run_part WHERE run_id = $1 AND stage = $2`,
    [runId, stage],
  )
  await client.query(
    `UPDATE run_stage SET updated_at = clock_timestamp(), done = greatest(done, $3), ${KEEP_POINT}
     WHERE run_id = $1 AND name = $2`,
    [runId, stage, rows[0].done],
  )
  return { fresh: finished.rowCount === 1, remaining: rows[0].remaining }
}
