import pg from 'pg'
import { SemascopeError } from '@/lib/errors'
import { type CopyColumn, type CopyRow, type CopyRows, copyRows, mapRows } from './copy'
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

/** The rows of an analysis that one job writes: those whose key is in [from, to). */
export interface Part {
  readonly table: PartitionedTable
  readonly analysisId: number
  /** What the rows are divided by; `token_id` for token_posting. Default "index". */
  readonly key?: 'index' | 'token_id'
  readonly from: number
  readonly to: number
  /** Further columns the rows have in common, such as `{ group: -1 }` or `{ kind: 0 }`. */
  readonly filter?: Readonly<Record<string, number>>
}

function condition({ key = 'index', from, to, filter = {} }: Part): { sql: string; values: number[] } {
  const equal = Object.keys(filter).map((column, i) => `AND ${pg.escapeIdentifier(column)} = $${i + 3}`)
  return {
    sql: `${pg.escapeIdentifier(key)} >= $1 AND ${pg.escapeIdentifier(key)} < $2 ${equal.join(' ')}`,
    values: [from, to, ...Object.values(filter)],
  }
}

/**
 * Replaces a part's rows by `rows`, inside the caller's transaction, so that a repeated job leaves what a single
 * one does. `columns` leave analysis_id out; returns the number of rows. Throws `internal` for a row outside the
 * part, since the next repetition would not delete it.
 */
export async function replacePart(
  client: Client,
  part: Part,
  columns: readonly CopyColumn[],
  rows: CopyRows,
): Promise<number> {
  const name = partitionName(part.table, part.analysisId)
  const { sql, values } = condition(part)
  await client.query(`DELETE FROM ${name} WHERE ${sql}`, values)
  const fixed: CopyColumn = { name: 'analysis_id', type: 'int4' }
  return copyRows(client, name, [fixed, ...columns], mapRows(rows, insidePart(part, columns)))
}

function insidePart(part: Part, columns: readonly CopyColumn[]): (row: CopyRow) => CopyRow {
  const at = columnIndex(columns, part.key ?? 'index', part.table)
  const filters = Object.entries(part.filter ?? {}).map(
    ([column, value]) => [columnIndex(columns, column, part.table), column, value] as const,
  )
  return (row) => {
    const key = row[at] as number
    if (!(key >= part.from && key < part.to))
      throw new SemascopeError(
        'internal',
        `${part.table}: row ${key} is outside its part [${part.from}, ${part.to})`,
      )
    for (const [index, column, value] of filters)
      if (row[index] !== value)
        throw new SemascopeError(
          'internal',
          `${part.table}: ${column} ${row[index]} is outside its part (${value})`,
        )
    return [part.analysisId, ...row]
  }
}

function columnIndex(columns: readonly CopyColumn[], name: string, table: string): number {
  const index = columns.findIndex((column) => column.name === name)
  if (index < 0)
    throw new SemascopeError('internal', `${table}: the rows of a part lack the column "${name}"`)
  return index
}

/**
 * Sets columns of rows that exist, by key, inside the caller's transaction; for stages that fill in columns of
 * rows another stage made. The first column is the key (`index` or `token_id`). Returns the rows changed.
 */
export async function updateRows(
  client: Client,
  { table, analysisId }: Pick<Part, 'table' | 'analysisId'>,
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
