import { createHash, randomBytes } from 'node:crypto'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { assemble, type Database } from '@/lib/db/database'
import { startEmbeddedPostgres } from '@/lib/db/embedded'
import { migrate, readMigrations } from '@/lib/db/migrate'
import { createPool } from '@/lib/db/pool'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

interface Server {
  readonly url: string
  stop(): Promise<void>
}

/** Returns TEST_DATABASE_URL, or one embedded server shared by all test processes of this checkout. */
async function testServer(): Promise<Server> {
  const given = process.env.TEST_DATABASE_URL
  if (given) return { url: given, stop: async () => undefined }
  const checkout = createHash('sha256').update(ROOT).digest('hex').slice(0, 12)
  return startEmbeddedPostgres({
    dataDir: path.join(tmpdir(), `semascope-test-${userInfo().uid}-${checkout}`),
    port: 0,
    root: ROOT,
    keepWhileShared: true,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  })
}

function onDatabase(url: string, name: string): string {
  const target = new URL(url)
  target.pathname = `/${name}`
  return target.href
}

async function admin<T>(url: string, action: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await action(client)
  } finally {
    await client.end()
  }
}

/**
 * Makes the migrated template once for this set of migrations, then a copy of it; with `empty`, an empty database.
 */
export async function createTestDatabase(url: string, { empty = false } = {}): Promise<string> {
  const migrations = readMigrations(path.join(ROOT, 'prisma', 'migrations'))
  const version = createHash('sha256')
    .update(migrations.map((migration) => migration.checksum).join())
    .digest('hex')
  const template = `semascope_template_${version.slice(0, 16)}`
  const name = `semascope_test_${randomBytes(6).toString('hex')}`
  await admin(url, async (client) => {
    await client.query(`SELECT pg_advisory_lock(hashtext('semascope test template'))`)
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])
    if (!empty && found.rowCount === 0) {
      await client.query(`DROP DATABASE IF EXISTS ${template}_making WITH (FORCE)`)
      await client.query(`CREATE DATABASE ${template}_making`)
      const pool = createPool(onDatabase(url, `${template}_making`))
      await migrate(pool, migrations)
      await pool.end()
      await client.query(`ALTER DATABASE ${template}_making RENAME TO ${template}`)
    }
    await client.query(`CREATE DATABASE ${name}${empty ? '' : ` TEMPLATE ${template}`}`)
  })
  return onDatabase(url, name)
}

/**
 * Makes a database for this test file, migrated (or `empty`), and drops it at the end. If there is no server, all
 * tests of the file fail; they are not skipped. `current` is set before the first test.
 */
export function withDatabase(options: { empty?: boolean } = {}): { readonly current: Database } {
  let server: Server | undefined
  let db: Database | undefined
  beforeAll(async () => {
    server = await testServer()
    const url = await createTestDatabase(server.url, options)
    db = assemble(url, createPool(url))
  }, 120_000)
  afterAll(async () => {
    const name = db && new URL(db.url).pathname.slice(1)
    await db?.close()
    if (server && name)
      await admin(server.url, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
    await server?.stop()
  }, 60_000)
  return {
    get current() {
      if (!db) throw new Error('the test database is there from beforeAll on')
      return db
    },
  }
}

const holder = globalThis as typeof globalThis & { semascopeDatabase?: Promise<Database> | undefined }

/**
 * Makes a test's database the one that routes, pages and services of this process open, for all tests of the file.
 */
export function provideDatabase(test: { readonly current: Database }): void {
  beforeAll(() => {
    holder.semascopeDatabase = Promise.resolve(test.current)
  })
  afterAll(() => {
    holder.semascopeDatabase = undefined
  })
}
