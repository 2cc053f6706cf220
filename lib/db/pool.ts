import pg from 'pg'
import { typeParsers } from './types'

/** Longest wait for a free connection, milliseconds. */
export const CONNECTION_WAIT_MS = 15_000

export interface PoolSettings {
  readonly max?: number
  /** Shown in pg_stat_activity. */
  readonly name?: string
  /** Keep pg's own reading of values, for libraries that expect it. Default false. */
  readonly plainTypes?: boolean
}

/** A pool whose idle connections may be cut by the server without taking this process down. */
export function createPool(
  url: string,
  { max = 10, name = 'semascope', plainTypes = false }: PoolSettings = {},
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: name,
    connectionTimeoutMillis: CONNECTION_WAIT_MS,
    // Prisma sends and reads times without their zone
    options: '-c TimeZone=UTC',
    ...(plainTypes ? {} : { types: typeParsers }),
  })
  // The pool drops a failed connection by itself, and the user of the connection gets the error from its query.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
  })
  return pool
}
