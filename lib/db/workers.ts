import type { Queryable } from './transaction'

export interface AliveWorker {
  readonly host: string
  readonly pid: number
}

/** Seconds without a heartbeat after which a worker is not counted as alive; it beats once a second. */
const SILENT_SECONDS = 5

/** Workers that gave a sign of life lately. */
export async function aliveWorkers(db: Queryable): Promise<AliveWorker[]> {
  const { rows } = await db.query<AliveWorker>(
    `SELECT host, pid FROM worker_lease WHERE beat_at > clock_timestamp() - make_interval(secs => $1)
     ORDER BY host, pid`,
    [SILENT_SECONDS],
  )
  return rows
}
