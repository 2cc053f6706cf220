/**
 * A database as Semascope at commit a1cad54 left it: two small dictionaries with labels, scores, stars, tags, comments,
 * lists, studies, people and their tokens, and what its API answered about them. tests/fixtures/older-database holds the
 * rows of every table and the answers.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { gunzipSync } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { migrate, readMigrations } from '@/lib/db/migrate'
import { ROOT } from './database'

const HOME = path.join(ROOT, 'tests', 'fixtures', 'older-database')
/** The newest migration of that version. */
const NEWEST = '20261130080000_list_blocks'
const PARTITIONED = ['feature_stat', 'feature_detail', 'example', 'token_posting']

const unpacked = (file: string) => gunzipSync(readFileSync(path.join(HOME, file))).toString('utf8')

/** What the API of that version answered, by what was asked. */
export function olderAnswers<T>(): T {
  return JSON.parse(unpacked('answers.json.gz')) as T
}

/** Fills an empty database as that version would have left it; no newer migration is applied. */
export async function fillOlderDatabase(pool: pg.Pool): Promise<void> {
  const migrations = readMigrations(path.join(ROOT, 'prisma', 'migrations'))
  await migrate(
    pool,
    migrations.filter(({ name }) => name <= NEWEST),
  )
  const client = await pool.connect()
  try {
    // rows refer to each other in circles, so that no order of tables would satisfy the foreign keys
    await client.query('SET session_replication_role = replica')
    for (const { table, columns, rows } of tablesOf(unpacked('rows.copy.gz'))) {
      if (table === 'analysis') await createPartitions(client, rows)
      await pipeline(Readable.from([rows]), client.query(copyFrom(`COPY ${table} (${columns}) FROM STDIN`)))
    }
    await client.query('SET session_replication_role = DEFAULT')
    await advanceSequences(client)
    await client.query('ANALYZE')
  } finally {
    client.release()
  }
}

interface TableRows {
  readonly table: string
  readonly columns: string
  /** Lines as COPY writes them. */
  readonly rows: string
}

/** Reads `COPY table (columns)`, lines, `\.` one after another. */
function* tablesOf(text: string): Generator<TableRows> {
  for (const block of text.split('\n\\.\n')) {
    const [, table, columns] = /^COPY (\S+) \((.*)\)\n/.exec(block) ?? []
    if (table) yield { table, columns, rows: `${block.slice(block.indexOf('\n') + 1)}\n` }
  }
}

async function createPartitions(client: pg.PoolClient, rows: string): Promise<void> {
  const ids = rows
    .trimEnd()
    .split('\n')
    .map((line) => Number(line.split('\t')[0]))
  for (const id of ids)
    for (const table of PARTITIONED)
      await client.query(`CREATE TABLE ${table}_${id} PARTITION OF ${table} FOR VALUES IN (${id})`)
}

/** Lets every sequence go on after the greatest value its column has. */
async function advanceSequences(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ sequence: string; table: string; column: string }>(
    `SELECT s.oid::regclass::text AS sequence, d.refobjid::regclass::text AS table, quote_ident(a.attname) AS column
       FROM pg_class s JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i')
       JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
      WHERE s.relkind = 'S' AND s.relnamespace = 'public'::regnamespace`,
  )
  for (const { sequence, table, column } of rows)
    await client.query(`SELECT setval('${sequence}', coalesce(max(${column}), 0) + 1, false) FROM ${table}`)
}
