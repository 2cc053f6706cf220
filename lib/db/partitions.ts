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
 * Creates the missing partitions of an analysis. They are made as tables and then attached, because creating partitions
 * in place would wait for every reader of the table and block others.
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

/** Drops the existing partitions of an analysis. Call it outside a transaction: a concurrent detach refuses one. */
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
 * Sets columns of existing rows by key, for stages that fill in rows of another stage, and returns the number of
 * changed rows. The first column is the key (`index` or `token_id`). Call it inside a transaction.
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
