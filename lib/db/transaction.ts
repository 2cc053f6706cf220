import type pg from 'pg'
import type { Prisma } from './generated/client'

export type Pool = pg.Pool
/** One connection, as inside a transaction. */
export type Client = pg.ClientBase

/** Anything that runs a statement: the pool, or a client inside a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>

/** A transaction of Prisma: what is written through it is committed together. */
export type Transaction = Prisma.TransactionClient

/** Runs `action` in one transaction on a client of its own; rolls back when it throws. */
export async function transaction<T>(
  pool: pg.Pool,
  action: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await action(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: Error) => {
      broken = cause
    })
    throw error
  } finally {
    client.release(broken)
  }
}
