/**
 * Measures how long the API and the pages take on a database of very many features, for one reader and for eight at a
 * time, next to the health check of the same server in the same run. `semascope serve` starts the server; the
 * database is an embedded one of its own, filled once and kept.
 */
import path from 'node:path'
import { config, configure } from '@/lib/config'
import { type Database, openDatabase } from '@/lib/db/database'
import { addressOf, buildPages, startPages, untilAnswering } from '@/scripts/support/next'
import { usablePort } from '@/scripts/support/port'
import { type Latency, readAll, readJsonFrom } from './http'
import { readerPaths } from './paths'
import { fillSynthetic } from './synthetic'

const HOST = '127.0.0.1'
const READERS = [1, 8]
/** Requests of each kind before the measurement, and how often all kinds are repeated. */
const WARM_REQUESTS = 60
const WARM_ROUNDS = 3

export interface PagesBench {
  readonly features: number
  readonly examples: number
  /** Seconds to fill the database; null if it was filled before. */
  readonly fillSeconds: number | null
  readonly databaseMiB: number
  /** Milliseconds by number of readers, then by kind, and p95 divided by the p95 of the health check. */
  readonly readers: Readonly<
    Record<string, Readonly<Record<string, Latency & { readonly toHealth: number }>>>
  >
}

export interface PagesOptions {
  readonly features: number
  /** Number of examples of each feature. */
  readonly examples: number
  /** Number of requests of each kind and number of readers. */
  readonly requests: number
}

export async function benchPages({ features, examples, requests }: PagesOptions): Promise<PagesBench> {
  const dataDir = path.join(config().dataDir, 'bench')
  configure({ DATA_DIR: dataDir })
  const slug = `${features}x${examples}`
  const db = await openDatabase({ ...config(), databaseUrl: undefined })
  try {
    const fillSeconds = await filled(db, { slug, features, examples })
    const { rows } = await db.pool.query<{ bytes: number }>(
      'SELECT pg_database_size(current_database()) AS bytes',
    )
    configure({ DATABASE_URL: db.url })
    const readers = await serving((address) =>
      measure(address, { dictionary: `synthetic.${slug}`, features, requests }),
    )
    return { features, examples, fillSeconds, databaseMiB: Math.round(rows[0].bytes / 2 ** 20), readers }
  } finally {
    await db.close()
  }
}

async function filled(
  db: Database,
  options: { slug: string; features: number; examples: number },
): Promise<number | null> {
  const found = await db.pool.query(
    'SELECT 1 FROM dictionary WHERE slug = $1 AND current_analysis_id IS NOT NULL',
    [`synthetic.${options.slug}`],
  )
  if (found.rowCount === 1) return null
  const started = performance.now()
  await fillSynthetic(db, options)
  // VACUUM does what autovacuum would have done before the first reader comes.
  await db.pool.query('VACUUM (ANALYZE)')
  return Math.round((performance.now() - started) / 1000)
}

async function serving<T>(action: (address: string) => Promise<T>): Promise<T> {
  await buildPages().done
  const port = await usablePort(HOST, 0)
  const server = startPages({ host: HOST, port }, (text) => process.stderr.write(text))
  try {
    const address = addressOf(HOST, port)
    await untilAnswering(server, address)
    return await action(address)
  } finally {
    await server.stop()
  }
}

async function measure(
  address: string,
  { dictionary, features, requests }: { dictionary: string; features: number; requests: number },
): Promise<PagesBench['readers']> {
  const cursors = await laterPages(`${address}/api/v1/dictionaries/${dictionary}/features`)
  const pathsOf = (seed: number, count: number) => readerPaths({ dictionary, features, cursors, count, seed })
  // Code and the tables that everybody reads are warm; the answers asked for below are not.
  for (let round = 0; round < WARM_ROUNDS; round++)
    for (const paths of Object.values(pathsOf(101 + round, WARM_REQUESTS)))
      await readAll(address, paths, Math.max(...READERS))
  const found: Record<string, Record<string, Latency & { toHealth: number }>> = {}
  for (const readers of READERS) {
    const health = await readAll(address, new Array<string>(requests).fill('/api/v1/health'), readers)
    found[readers] = { health: { ...health, toHealth: 1 } }
    for (const [kind, paths] of Object.entries(pathsOf(1 + readers, requests))) {
      const latency = await readAll(address, paths, readers)
      found[readers][kind] = { ...latency, toHealth: latency.p95 / health.p95 }
    }
  }
  return found
}

/** Returns cursors some pages into lists of several orders. */
async function laterPages(list: string): Promise<string[]> {
  const found: string[] = []
  for (const sort of ['density', 'max', 'loss', 'index', 'tokens', 'cosine']) {
    let cursor: unknown
    for (let page = 0; page < 3; page++) {
      const query = `sort=${sort}&limit=200${cursor ? `&cursor=${cursor}` : ''}`
      cursor = (await readJsonFrom(`${list}?${query}`)).nextCursor
      found.push(`sort=${sort}&cursor=${cursor}`)
    }
  }
  return found
}
