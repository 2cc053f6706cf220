import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { type Config, config } from '@/lib/config'
import { messageOf, SemascopeError } from '@/lib/errors'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded'
import { PrismaClient } from './generated/client'
import { indexPublished } from './list-indexes'
import { migrate, readMigrations } from './migrate'
import { CONNECTION_WAIT_MS, createPool } from './pool'

/** Longest time that a transaction of Prisma may take, milliseconds: a writer may wait for many that came before it. */
const TRANSACTION_LIMIT_MS = 60_000

/** An open, migrated database. `prisma` is for entities, `pool` for computed tables, runs, lists and COPY. */
export interface Database {
  readonly url: string
  readonly pool: pg.Pool
  readonly prisma: PrismaClient
  /** The embedded server in use; undefined at DATABASE_URL. */
  readonly embedded: EmbeddedPostgres | undefined
  /** Closes all connections, and stops the embedded server if this process owns it. */
  close(): Promise<void>
}

/** As much of a database as reads and writes entities. */
export type Entities = Pick<Database, 'prisma'>

export type DatabaseConfig = Pick<Config, 'databaseUrl' | 'dataDir' | 'embeddedPostgresPort' | 'root'>

/**
 * Opens the database at `databaseUrl`, or starts (or joins) the embedded server under `dataDir`/postgres, and
 * applies migrations. Throws `unavailable` when it cannot be reached, `conflict` when its schema is not ours.
 */
export async function openDatabase(settings: DatabaseConfig): Promise<Database> {
  const embedded =
    settings.databaseUrl === undefined
      ? await startEmbeddedPostgres({
          dataDir: path.join(settings.dataDir, 'postgres'),
          port: settings.embeddedPostgresPort,
          root: settings.root,
        })
      : undefined
  const url = embedded?.url ?? settings.databaseUrl ?? ''
  const pool = createPool(url)
  try {
    await checkConnection(pool, url)
    await migrate(pool, readMigrations(path.join(settings.root, 'prisma', 'migrations')))
    await indexPublished(pool)
  } catch (error) {
    await pool.end()
    await embedded?.stop()
    throw error
  }
  return assemble(url, pool, embedded)
}

/** A Database on a server that is already migrated, such as a test's copy of a template. */
export function assemble(url: string, pool: pg.Pool, embedded?: EmbeddedPostgres): Database {
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { disposeExternalPool: false }),
    transactionOptions: { maxWait: CONNECTION_WAIT_MS, timeout: TRANSACTION_LIMIT_MS },
  })
  let closing: Promise<void> | undefined
  const close = async () => {
    await prisma.$disconnect()
    await pool.end()
    await embedded?.stop()
  }
  return {
    url,
    pool,
    prisma,
    embedded,
    close() {
      closing ??= close()
      return closing
    },
  }
}

async function checkConnection(pool: pg.Pool, url: string): Promise<void> {
  try {
    const { rows } = await pool.query<{ server_version_num: string }>('SHOW server_version_num')
    const version = Number(rows[0]?.server_version_num)
    if (version < 140_000)
      throw new SemascopeError(
        'unsupported',
        `Postgres 14 or newer is needed, this server is ${version / 10_000}`,
      )
  } catch (cause) {
    if (cause instanceof SemascopeError) throw cause
    throw new SemascopeError(
      'unavailable',
      `cannot reach the database ${withoutPassword(url)}: ${messageOf(cause)}`,
      {
        cause,
      },
    )
  }
}

function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url)
    if (parsed.password) parsed.password = '***'
    return parsed.href
  } catch {
    return '(DATABASE_URL is not a URL)'
  }
}

// Next.js evaluates a module once per bundle, so the one connection of a process hangs on globalThis.
const holder = globalThis as typeof globalThis & { semascopeDatabase?: Promise<Database> | undefined }

/** This process's database, opened on first use. A failed attempt is not remembered. */
export function database(): Promise<Database> {
  if (!holder.semascopeDatabase) {
    const opening: Promise<Database> = openDatabase(config()).catch((error: unknown) => {
      if (holder.semascopeDatabase === opening) holder.semascopeDatabase = undefined
      throw error
    })
    holder.semascopeDatabase = opening
  }
  return holder.semascopeDatabase
}

/** Closes this process's database, if it was opened. */
export async function closeDatabase(): Promise<void> {
  const opening = holder.semascopeDatabase
  holder.semascopeDatabase = undefined
  await opening?.then((db) => db.close())
}
