import { createHash } from 'node:crypto'
import path from 'node:path'
import type pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { POSTING_KINDS } from '@/lib/db/computed/postings'
import { type Migration, migrate, readMigrations } from '@/lib/db/migrate'
import { createPartitions } from '@/lib/db/partitions'
import { createPool } from '@/lib/db/pool'
import { createTestDatabase, ROOT, withDatabase } from '../support/database'

const home = withDatabase({ empty: true })
const ours = readMigrations(path.join(ROOT, 'prisma', 'migrations'))

let pool: pg.Pool
beforeEach(async () => {
  pool = createPool(await createTestDatabase(home.current.url, { empty: true }))
})
afterEach(async () => {
  const { rows } = await pool.query('SELECT current_database() AS name')
  await pool.end()
  await home.current.pool.query(`DROP DATABASE ${rows[0].name} WITH (FORCE)`)
})

const migration = (name: string, sql: string): Migration => ({
  name,
  sql,
  checksum: createHash('sha256').update(sql).digest('hex'),
})

const FIRST = migration('1_first', 'CREATE TABLE one (id int)')
const SECOND = migration('2_second', 'CREATE TABLE two (id int)')

async function tables(): Promise<string[]> {
  const { rows } = await pool.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`)
  return rows.map((row) => row.tablename)
}

describe('migrate', () => {
  it('applies the shipped migrations and the job tables, and nothing the second time', async () => {
    expect(await migrate(pool, ours)).toEqual(ours.map(({ name }) => name))
    expect(await migrate(pool, ours)).toEqual([])
    expect(await tables()).toEqual(expect.arrayContaining(['dictionary', 'feature', 'run', 'worker_lease']))
    await pool.query('SELECT 1 FROM graphile_worker.jobs')
  })

  it('lets partitions that were made apart and attached take lists by each statistic', async () => {
    await migrate(
      pool,
      ours.filter(({ name }) => name < '20261130210000'),
    )
    const client = await pool.connect()
    await createPartitions(client, 7)
    client.release()
    await migrate(pool, ours)
    const add = (kind: number) =>
      pool.query(
        `INSERT INTO token_posting (analysis_id, token_id, kind, features, values, counts, maxima, total)
         VALUES (7, 1, $1, '{}', '{}', '{}', '{}', 0)`,
        [kind],
      )
    for (const kind of Object.values(POSTING_KINDS)) await add(kind)
    await expect(add(6)).rejects.toThrow('token_posting_kind_check')
  })

  it('records what Prisma records: the SHA-256 of the file, finished, one step', async () => {
    await migrate(pool, [FIRST])
    const { rows } = await pool.query(
      'SELECT migration_name, checksum, applied_steps_count, finished_at IS NOT NULL AS finished, logs FROM _prisma_migrations',
    )
    const checksum = createHash('sha256').update('CREATE TABLE one (id int)').digest('hex')
    expect(rows).toEqual([
      { migration_name: '1_first', checksum, applied_steps_count: 1, finished: true, logs: null },
    ])
  })

  it('lets concurrent starters in: each migration is applied once', async () => {
    const pools = Array.from({ length: 5 }, () => createPool(urlOf(pool)))
    const applied = await Promise.all(pools.map((each) => migrate(each, ours)))
    await Promise.all(pools.map((each) => each.end()))
    expect(applied.flat()).toEqual(ours.map(({ name }) => name))
  })

  it('continues where it stopped', async () => {
    await migrate(pool, [FIRST])
    expect(await migrate(pool, [FIRST, SECOND])).toEqual(['2_second'])
  })

  it('refuses an edited migration, an unknown one and one out of order, changing nothing', async () => {
    await migrate(pool, [SECOND])
    const edited = migration('2_second', 'CREATE TABLE two (id bigint)')
    const third = migration('3_third', 'CREATE TABLE three (id int)')
    await expect(migrate(pool, [edited, third])).rejects.toThrow(/"2_second" was applied .* other contents/)
    await expect(migrate(pool, [third])).rejects.toThrow(/newer Semascope.*"2_second"/)
    await expect(migrate(pool, [FIRST, SECOND])).rejects.toThrow(/"1_first" should have been applied before/)
    expect(await tables()).toEqual(['_prisma_migrations', 'two'])
  })

  it('leaves nothing of a failing migration, names it, and can be tried again', async () => {
    const broken = migration('1_first', 'CREATE TABLE one (id int); SELECT nonsense')
    await expect(migrate(pool, [broken])).rejects.toThrow(/"1_first" failed: .*nonsense/)
    expect(await tables()).toEqual(['_prisma_migrations'])
    expect(await migrate(pool, [FIRST])).toEqual(['1_first'])
  })

  it('refuses a migration that another tool left unfinished', async () => {
    await migrate(pool, [FIRST])
    await pool.query('UPDATE _prisma_migrations SET finished_at = NULL')
    await expect(migrate(pool, [FIRST])).rejects.toThrow(/never finished/)
  })
})

function urlOf({ options }: pg.Pool): string {
  return options.connectionString ?? ''
}
