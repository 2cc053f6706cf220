import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { messageOf, SemascopeError } from '@/lib/errors'

/** Prisma's own advisory lock, so that `prisma migrate deploy` and we never run at the same time. */
const MIGRATION_LOCK = 72707369

export interface Migration {
  /** Folder name, such as `20261122000000_core_tables`. */
  readonly name: string
  readonly sql: string
  /** SHA-256 of the file in hex, as Prisma records it. */
  readonly checksum: string
}

/** Reads `<dir>/<name>/migration.sql` and returns the migrations sorted by name. */
export function readMigrations(dir: string): Migration[] {
  let names: string[]
  try {
    names = readdirSync(dir).filter((name) => statSync(path.join(dir, name)).isDirectory())
  } catch (cause) {
    throw new SemascopeError('internal', `cannot read the migrations in ${dir}`, { cause })
  }
  return names.sort().map((name) => {
    const sql = readFileSync(path.join(dir, name, 'migration.sql'), 'utf8')
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

interface Recorded {
  readonly migration_name: string
  readonly checksum: string
  readonly finished_at: Date | null
}

/**
 * Applies the `migrations` that the database lacks, records them as Prisma does, and returns their names. Many
 * processes may call it at once. Throws `conflict`, and changes nothing, if the database has a migration that we do not
 * know (a newer Semascope), one with another text, or one that never finished.
 */
export async function migrate(pool: pg.Pool, migrations: readonly Migration[]): Promise<string[]> {
  const client = await pool.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    await createLedger(client)
    const pending = await pendingMigrations(client, migrations)
    for (const migration of pending) await apply(client, migration)
    await migrateJobs(pool, client)
    return pending.map((migration) => migration.name)
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined)
    client.release()
  }
}

async function createLedger(client: pg.PoolClient): Promise<void> {
  await client.query(`
    CREATE TABLE IF NOT EXISTS _prisma_migrations (
      id varchar(36) PRIMARY KEY NOT NULL,
      checksum varchar(64) NOT NULL,
      finished_at timestamptz,
      migration_name varchar(255) NOT NULL,
      logs text,
      rolled_back_at timestamptz,
      started_at timestamptz NOT NULL DEFAULT now(),
      applied_steps_count integer NOT NULL DEFAULT 0
    )`)
}

async function pendingMigrations(
  client: pg.PoolClient,
  migrations: readonly Migration[],
): Promise<Migration[]> {
  const { rows } = await client.query<Recorded>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  )
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  const refuse = (what: string): never => {
    throw new SemascopeError('conflict', `${what}. The database was left as it is`)
  }
  for (const row of rows) {
    const ours = known.get(row.migration_name)
    if (!ours)
      refuse(
        `the database was made by a newer Semascope: it has the migration "${row.migration_name}", unknown here`,
      )
    else if (ours.checksum !== row.checksum)
      refuse(
        `the migration "${row.migration_name}" was applied to this database with other contents than this ` +
          'installation has; use the Semascope that made the database, or another database',
      )
    else if (row.finished_at === null)
      refuse(`the migration "${row.migration_name}" was begun on this database but never finished`)
  }
  const applied = new Set(rows.map((row) => row.migration_name))
  const pending = migrations.filter((migration) => !applied.has(migration.name))
  const newest = [...applied].sort().at(-1)
  const late = pending.find((migration) => newest !== undefined && migration.name < newest)
  if (late) refuse(`the migration "${late.name}" should have been applied before "${newest}", but was not`)
  return pending
}

async function apply(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (cause) {
    await client.query('ROLLBACK')
    throw new SemascopeError('internal', `migration "${name}" failed: ${messageOf(cause)}`, { cause })
  }
}

/** Number of the newest migration inside graphile-worker 0.17.3. */
const JOB_TABLES_VERSION = 19

async function migrateJobs(pool: pg.Pool, client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ present: boolean }>(
    `SELECT to_regclass('graphile_worker.migrations') IS NOT NULL AS present`,
  )
  if (rows[0]?.present) {
    const version = await client.query<{ id: number }>('SELECT max(id) AS id FROM graphile_worker.migrations')
    if ((version.rows[0]?.id ?? 0) >= JOB_TABLES_VERSION) return
  }
  const { Logger, runMigrations } = await import('graphile-worker')
  await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) })
}
