import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { SemascopeError } from '@/lib/errors'
import { type ColumnType, encoderOf } from './copy/encoders'
import { Writer } from './copy/writer'

export type { ColumnType } from './copy/encoders'

export interface CopyColumn {
  readonly name: string
  readonly type: ColumnType
}

/** One row: values in the order of the columns; null and undefined are written as NULL. */
export type CopyRow = readonly unknown[]

export type CopyRows = Iterable<CopyRow> | AsyncIterable<CopyRow>

/** Changes rows one by one. The result is asynchronous only if the rows are, because that is several times slower. */
export function mapRows<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  change: (row: Row) => CopyRow,
): CopyRows {
  return Symbol.asyncIterator in rows ? mapAsync(rows, change) : mapSync(rows, change)
}

function* mapSync<Row>(rows: Iterable<Row>, change: (row: Row) => CopyRow): Generator<CopyRow> {
  for (const row of rows) yield change(row)
}

async function* mapAsync<Row>(
  rows: AsyncIterable<Row>,
  change: (row: Row) => CopyRow,
): AsyncGenerator<CopyRow> {
  for await (const row of rows) yield change(row)
}

const CHUNK_BYTES = 1 << 18
// https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format": signature, flags, extension length.
const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')

/**
 * Writes rows into `table` by binary COPY and returns their number. Numeric arrays may be typed arrays. Throws
 * `invalid_input` with table and column for a value that the column cannot hold, such as NaN and infinities, or that
 * the server refuses; then no row is stored.
 */
export async function copyRows(
  client: pg.ClientBase,
  table: string,
  columns: readonly CopyColumn[],
  rows: CopyRows,
): Promise<number> {
  const encoders = columns.map(({ name, type }) => encoderOf(type, `${table}.${name}`))
  const names = columns.map(({ name }) => pg.escapeIdentifier(name)).join(', ')
  const target = table.split('.').map(pg.escapeIdentifier).join('.')
  const stream = client.query(copyFrom(`COPY ${target} (${names}) FROM STDIN (FORMAT binary)`))
  const settled = finished(stream)
  settled.catch(() => undefined)
  const writer = new Writer()
  writer.bytes(HEADER)
  let count = 0

  const put = (row: CopyRow) => {
    if (row.length !== encoders.length)
      throw new SemascopeError(
        'internal',
        `${table}: a row has ${row.length} values for ${encoders.length} columns`,
      )
    writer.reserve(2)
    writer.int16(encoders.length)
    for (let i = 0; i < encoders.length; i++) {
      const value = row[i]
      if (value === null || value === undefined) {
        writer.reserve(4)
        writer.int32(-1)
      } else encoders[i](writer, value)
    }
    count++
  }
  const flush = async () => {
    if (!stream.write(writer.take())) await Promise.race([once(stream, 'drain'), settled])
    if (stream.destroyed) await settled
  }

  try {
    if (Symbol.asyncIterator in rows) {
      for await (const row of rows) {
        put(row)
        if (writer.length >= CHUNK_BYTES) await flush()
      }
    } else {
      for (const row of rows) {
        put(row)
        if (writer.length >= CHUNK_BYTES) await flush()
      }
    }
    writer.reserve(2)
    writer.int16(-1)
    stream.end(writer.take())
    await settled
    return count
  } catch (error) {
    if (!stream.destroyed) stream.destroy(error instanceof Error ? error : new Error(String(error)))
    await settled.catch(() => undefined)
    throw error
  }
}
