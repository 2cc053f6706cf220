import pg from 'pg'
import { type CopyColumn, type CopyRow, copyRows } from '../copy'

/**
 * Sets columns of existing rows of one analysis: COPY into a temporary table, then one UPDATE by index. The first
 * column is `index` (int4). Must run inside a transaction. Returns the number of rows changed.
 */
export async function updateByIndex(
  client: pg.ClientBase,
  table: 'feature_stat' | 'feature_detail',
  analysisId: number,
  columns: readonly CopyColumn[],
  rows: Iterable<CopyRow>,
): Promise<number> {
  const temporary = `update_${table}`
  const names = columns.map(({ name }) => pg.escapeIdentifier(name))
  await client.query(`DROP TABLE IF EXISTS ${temporary}`)
  await client.query(
    `CREATE TEMPORARY TABLE ${temporary} ON COMMIT DROP AS SELECT ${names.join(', ')} FROM ${table} WITH NO DATA`,
  )
  await copyRows(client, temporary, columns, rows)
  const sets = names.slice(1).map((name) => `${name} = u.${name}`)
  const { rowCount } = await client.query(
    `UPDATE ${table} t SET ${sets.join(', ')} FROM ${temporary} u WHERE t.analysis_id = $1 AND t.index = u.index`,
    [analysisId],
  )
  return rowCount ?? 0
}
