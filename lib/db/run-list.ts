import type { RunStatus, StageStatus } from './runs'
import type { Queryable } from './transaction'

export interface StageState {
  readonly name: string
  readonly position: number
  readonly status: StageStatus
  readonly done: number
  readonly total: number
  readonly unit: string
  readonly error: string | null
  readonly startedAt: Date | null
  readonly updatedAt: Date | null
  readonly finishedAt: Date | null
  /** Units a second since the stage last started; null while unknown. */
  readonly rate: number | null
  /** Seconds left at that rate; null unless running with a known rate. */
  readonly etaSeconds: number | null
}

export interface RunState {
  readonly id: number
  readonly kind: string
  readonly title: string
  readonly status: RunStatus
  readonly attempt: number
  readonly settings: unknown
  readonly provenance: unknown
  readonly error: string | null
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  /** In order. */
  readonly stages: readonly StageState[]
}

type StageRow = Omit<StageState, 'rate' | 'etaSeconds'> & {
  readonly runId: number
  readonly doneAtStart: number
  readonly elapsed: number | null
}

const RUN_COLUMNS = `id, kind, title, status, attempt, settings, provenance, error,
  created_at AS "createdAt", started_at AS "startedAt", finished_at AS "finishedAt"`

/** Runs with their stages, newest first, at most `limit` (default 50) with an id below `before`. */
export async function listRuns(
  db: Queryable,
  { limit = 50, before, status }: { limit?: number; before?: number; status?: readonly RunStatus[] } = {},
): Promise<RunState[]> {
  const { rows } = await db.query<Omit<RunState, 'stages'>>(
    `SELECT ${RUN_COLUMNS} FROM run
     WHERE ($2::integer IS NULL OR id < $2) AND ($3::text[] IS NULL OR status = ANY ($3))
     ORDER BY id DESC LIMIT $1`,
    [limit, before ?? null, status ?? null],
  )
  return withStages(db, rows)
}

/** One run with its stages, or undefined. */
export async function getRun(db: Queryable, runId: number): Promise<RunState | undefined> {
  const { rows } = await db.query<Omit<RunState, 'stages'>>(`SELECT ${RUN_COLUMNS} FROM run WHERE id = $1`, [
    runId,
  ])
  return (await withStages(db, rows))[0]
}

async function withStages(db: Queryable, runs: readonly Omit<RunState, 'stages'>[]): Promise<RunState[]> {
  const { rows } = await db.query<StageRow>(
    `SELECT run_id AS "runId", name, position, status, done, total, done_at_start AS "doneAtStart", unit, error,
       started_at AS "startedAt", updated_at AS "updatedAt", finished_at AS "finishedAt",
       extract(epoch FROM coalesce(finished_at, now()) - started_at)::float8 AS elapsed
     FROM run_stage WHERE run_id = ANY ($1) ORDER BY position`,
    [runs.map((run) => run.id)],
  )
  return runs.map((run) => ({ ...run, stages: rows.filter((row) => row.runId === run.id).map(toStage) }))
}

function toStage({ runId: _, doneAtStart, elapsed, ...stage }: StageRow): StageState {
  const fresh = stage.done - doneAtStart
  const rate = elapsed !== null && elapsed > 0 && fresh > 0 ? fresh / elapsed : null
  const left = Math.max(0, stage.total - stage.done)
  const etaSeconds = stage.status === 'running' && rate !== null && stage.total > 0 ? left / rate : null
  return { ...stage, rate, etaSeconds }
}
