import type { Prisma } from './generated/client'
import type { Queryable } from './transaction'

/** Runs statements inside a transaction, whether pg or Prisma holds it. */
export interface StatementRunner {
  /** Runs one statement with its parameters ($1, $2 …) and returns the number of rows it changed. */
  run(text: string, values: readonly unknown[]): Promise<number>
  /** Runs one statement with its parameters and returns its rows. */
  rows<Row>(text: string, values: readonly unknown[]): Promise<Row[]>
}

/** Returns a runner of statements on a pg client. */
export function onClient(client: Queryable): StatementRunner {
  return {
    run: async (text, values) => (await client.query(text, [...values])).rowCount ?? 0,
    rows: async <Row>(text: string, values: readonly unknown[]) =>
      (await client.query(text, [...values])).rows as Row[],
  }
}

/** Returns a runner of statements inside a transaction of Prisma. */
export function onPrisma(transaction: Prisma.TransactionClient): StatementRunner {
  return {
    run: (text, values) => transaction.$executeRawUnsafe(text, ...values),
    rows: <Row>(text: string, values: readonly unknown[]) =>
      transaction.$queryRawUnsafe<Row[]>(text, ...values),
  }
}
