import pg from 'pg'
import { typeParsers } from './types'

/** Longest wait for a free connection, in milliseconds. */
export const CONNECTION_WAIT_MS = 15_000

export interface PoolSettings {
  readonly max?: number
  /** Shown in pg_stat_activity. */
  readonly name?: string
  /** If true, pg reads values its own way, for libraries that expect that. Default false. */
  readonly plainTypes?: boolean
}

/** Creates a pool. This process goes on if the server cuts idle connections of the pool. */
export function createPool(
  url: string,
  { max = 10, name = 'semascope', plainTypes = false }: PoolSettings = {},
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: name,
    connectionTimeoutMillis: CONNECTION_WAIT_MS,
    // Prisma sends and reads times without a time zone.
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
