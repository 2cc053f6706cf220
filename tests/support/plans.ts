/** Finds how the planner executes the statements that reading functions really send. */
import type pg from 'pg'

export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** Returns the statements that go through the pool while `action` runs, including Prisma's. */
export async function statementsOf(pool: pg.Pool, action: () => Promise<unknown>): Promise<Statement[]> {
  const found: Statement[] = []
  const original = pool.query
  const record = function (this: pg.Pool, ...args: unknown[]) {
    const [statement, values] = args
    if (typeof statement === 'string') found.push({ text: statement, values: (values as unknown[]) ?? [] })
    else {
      const config = statement as { text: string; values?: unknown[] }
      found.push({ text: config.text, values: config.values ?? [] })
    }
    return Reflect.apply(original, this, args)
  }
  pool.query = record as typeof pool.query
  try {
    await action()
  } finally {
    pool.query = original
  }
  return found
}

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Actual Rows'?: number
  readonly 'Actual Loops'?: number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Rows Removed by Index Recheck'?: number
  readonly Plans?: readonly PlanNode[]
}

export interface TableRead {
  readonly table: string
  /** Such as `Index Scan`. */
  readonly by: string
  /** Rows that were read, including those that a filter then dropped. */
  readonly rows: number
}

/** Runs a statement and returns how it reads each table. */
export async function readsOf(pool: pg.Pool, { text, values }: Statement): Promise<TableRead[]> {
  const { rows } = await pool.query(`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`, [...values])
  const reads: TableRead[] = []
  const visit = (node: PlanNode) => {
    const table = node['Relation Name']
    if (table !== undefined) {
      const each =
        (node['Actual Rows'] ?? 0) +
        (node['Rows Removed by Filter'] ?? 0) +
        (node['Rows Removed by Index Recheck'] ?? 0)
      reads.push({ table, by: node['Node Type'], rows: each * (node['Actual Loops'] ?? 1) })
    }
    node.Plans?.forEach(visit)
  }
  visit((rows[0] as { 'QUERY PLAN': [{ Plan: PlanNode }] })['QUERY PLAN'][0].Plan)
  return reads
}
