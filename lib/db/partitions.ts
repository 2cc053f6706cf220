import pg from 'pg'
import { SemascopeError } from '@/lib/errors'
import { type CopyColumn, type CopyRows, copyRows } from './copy'
import type { Client, Pool } from './transaction'

/** Tables partitioned by analysis; the partition of analysis 12 of `example` is `example_12`. */
export const PARTITIONED_TABLES = ['feature_stat', 'feature_detail', 'example', 'token_posting'] as const
export type PartitionedTable = (typeof PARTITIONED_TABLES)[number]

export function partitionName(table: PartitionedTable, analysisId: number): string {
  if (!Number.isInteger(analysisId) || analysisId <= 0)
    throw new SemascopeError('internal', `${analysisId} is not the id of an analysis`)
  return `${table}_${analysisId}`
}

/**
 * Creates the partitions of an analysis that are missing. They are made apart and then attached, because making
 * them in place would wait for, and hold up, every reader of the table.
 */
export async function createPartitions(client: Client, analysisId: number): Promise<void> {
  for (const table of PARTITIONED_TABLES) {
    const name = partitionName(table, analysisId)
    const { rows } = await client.query<{ present: boolean }>(
      'SELECT to_regclass($1) IS NOT NULL AS present',
      [name],
    )
    if (rows[0]?.present) continue
    await client.query(`CREATE TABLE ${name} (LIKE ${table} INCLUDING ALL)`)
    await client.query(`ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES IN (${analysisId})`)
  }
}

/** Drops the partitions of an analysis that exist. Not inside a transaction: detaching concurrently refuses that. */
export async function dropPartitions(pool: Pool, analysisId: number): Promise<void> {
  for (const table of PARTITIONED_TABLES) {
    const name = partitionName(table, analysisId)
    const { rows } = await pool.query<{ pending: boolean | null }>(
      `SELECT i.inhdetachpending AS pending FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
       WHERE c.oid = to_regclass($1)`,
      [name],
    )
    if (!rows[0]) continue
    const { pending } = rows[0]
    if (pending !== null)
      await pool.query(
        `ALTER TABLE ${table} DETACH PARTITION ${name} ${pending ? 'FINALIZE' : 'CONCURRENTLY'}`,
      )
    await pool.query(`DROP TABLE ${name}`)
  }
}

/**
 * Sets columns of rows that exist, by key, inside the caller's transaction; for stages that fill in columns of
 * rows another stage made. The first column is the key (`index` or `token_id`). Returns the rows changed.
 */
export async function updateRows(
  client: Client,
  { table, analysisId }: { readonly table: PartitionedTable; readonly analysisId: number },
  columns: readonly CopyColumn[],
  rows: CopyRows,
): Promise<number> {
  const [key, ...rest] = columns.map((column) => pg.escapeIdentifier(column.name))
  await client.query('DROP TABLE IF EXISTS pg_temp.row_update')
  await client.query(
    `CREATE TEMPORARY TABLE row_update ON COMMIT DROP AS SELECT ${[key, ...rest].join(', ')} FROM ${table} WITH NO DATA`,
  )
  await copyRows(client, 'pg_temp.row_update', columns, rows)
  const { rowCount } = await client.query(
    `UPDATE ${partitionName(table, analysisId)} t SET ${rest.map((column) => `${column} = u.${column}`).join(', ')}
     FROM pg_temp.row_update u WHERE t.${key} = u.${key}`,
  )
  await client.query('DROP TABLE pg_temp.row_update')
  return rowCount ?? 0
}
