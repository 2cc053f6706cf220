import type { Queryable } from './transaction'

/** Resolves if the server answers; else throws the error of the driver. */
export async function ping(db: Queryable): Promise<void> {
  await db.query('SELECT 1')
}

/** Returns the version of the server and the number of migrations that the database has. */
export async function serverState(
  db: Queryable,
): Promise<{ readonly version: string; readonly migrations: number }> {
  const { rows } = await db.query<{ version: string; migrations: number }>(
    `SELECT current_setting('server_version') AS version,
       (SELECT count(*)::integer FROM _prisma_migrations WHERE finished_at IS NOT NULL) AS migrations`,
  )
  return rows[0]
}
