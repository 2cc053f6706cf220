/**
 * Lets annotators of one study write at the same time while the web server and the database are killed. Measures how
 * many scores per second reach the disk while there is a server, how long one takes, and whether the export has every
 * acknowledged score exactly once. The server is `semascope serve` with its own supervision; the database is an
 * embedded one in a folder that is deleted afterwards.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { config, configure } from '@/lib/config'
import { closeDatabase, database } from '@/lib/db/database'
import { SemascopeError } from '@/lib/errors'
import { makeStudy } from '@/lib/services/studies/create'
import { addressOf } from '@/scripts/support/next'
import { usablePort } from '@/scripts/support/port'
import { percentile } from './statistics'
import { fillSynthetic } from './synthetic'
import { annotate, type Written } from './writers/annotators'
import { type Checked, check, type ExportRow } from './writers/check'
import { databaseProcess, type Killed, kill, untilBack, webProcesses } from './writers/killing'

const HOST = '127.0.0.1'
/** Items of each dictionary, and people per item: more assignments than are filled in a minute. */
const ITEMS = 400
const EACH = 20

export interface WritersBench extends Checked {
  readonly annotators: number
  /** Seconds with a running server; nobody writes while the server is away. */
  readonly seconds: number
  readonly scores: number
  readonly scoresASecond: number
  /** Milliseconds from the first request to the acknowledgement, kills included. */
  readonly p50: number
  readonly p95: number
  readonly max: number
  readonly retries: number
  readonly kills: readonly Killed[]
}

export interface WritersOptions {
  readonly annotators: number
  readonly seconds: number
}

/** Runs the benchmark. Throws `internal` if an acknowledged score is lost, doubled or altered. */
export async function benchWriters({ annotators, seconds }: WritersOptions): Promise<WritersBench> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'semascope-writers-'))
  // Postgres does not run as root, and its account must be able to enter the folder.
  chmodSync(dataDir, 0o755)
  try {
    const study = await prepare(dataDir)
    const port = await usablePort(HOST, 0)
    const serve = startServe(dataDir, port)
    try {
      const address = addressOf(HOST, port)
      await serve.answering
      let isOver = false
      const killing = killInTurn({ address, dataDir, serve: serve.process, seconds }).finally(() => {
        isOver = true
      })
      const writing = annotate({ address, study, annotators, goesOn: () => !isOver })
      const [written, kills] = await Promise.all([writing, killing])
      const checked = check(written, await closeAndExport(address, study), EACH)
      const result = { ...figures(written, { annotators, seconds }), ...checked, kills }
      if (Object.values(checked).some((count) => count > 0))
        throw new SemascopeError(
          'internal',
          `scores differ from the acknowledged ones: ${JSON.stringify(result)}`,
        )
      return result
    } finally {
      await serve.stop()
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function prepare(dataDir: string): Promise<number> {
  configure({ DATA_DIR: dataDir, DATABASE_URL: '' })
  const db = await database()
  try {
    const slugs = ['a', 'neurons', 'random1']
    for (const slug of slugs) await fillSynthetic(db, { features: ITEMS + 100, examples: 20, slug })
    await db.pool.query(`UPDATE dictionary SET kind = 'neurons' WHERE slug = 'synthetic.neurons'`)
    return await makeStudy(db, {
      ...{
        annotator: 'annotator 1',
        name: 'Writers',
        itemsEach: ITEMS,
        examples: 1,
        annotators: EACH,
        seed: 1,
      },
      ...{ sampling: 'uniform', minFirings: 1, asksLevels: false },
      sources: [
        { dictionary: 'synthetic.a', role: 'features' },
        { dictionary: 'synthetic.neurons', role: 'neurons' },
        { dictionary: 'synthetic.random1', role: 'control' },
      ],
    })
  } finally {
    await closeDatabase()
  }
}

interface Serve {
  readonly process: ChildProcess
  readonly answering: Promise<void>
  stop(): Promise<void>
}

function startServe(dataDir: string, port: number): Serve {
  const { DATABASE_URL: _, ...environment } = process.env
  const args = ['bin/semascope.js', 'serve', '--data-dir', dataDir, '--port', String(port)]
  const child = spawn(process.execPath, args, {
    ...{ cwd: config().root, env: environment, stdio: ['ignore', 'pipe', 'pipe'] },
  })
  let output = ''
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const answering = new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-8000)
      if (output.includes('Semascope is at')) resolve()
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    void ended.then(() => reject(new SemascopeError('unavailable', `serving ended: ${output}`)))
  })
  answering.catch(() => undefined)
  return {
    process: child,
    answering,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

interface KillOptions {
  readonly address: string
  readonly dataDir: string
  readonly serve: ChildProcess
  readonly seconds: number
}

/**
 * Lets the server run for so many seconds in all. Kills the web server after a quarter of the time, the database
 * after the second quarter, and both after the third.
 */
async function killInTurn({ address, dataDir, serve, seconds }: KillOptions): Promise<Killed[]> {
  const kills: Killed[] = []
  const quarter = () => sleep((seconds * 1000) / 4)
  for (const whats of [['web'], ['database'], ['web', 'database']] as const) {
    await quarter()
    for (const what of whats)
      kill(what === 'web' ? webProcesses(serve.pid ?? 0, dataDir) : [databaseProcess(dataDir)])
    const awaySeconds = await untilBack(address)
    kills.push(...whats.map((what) => ({ what, awaySeconds })))
  }
  await quarter()
  return kills
}

async function closeAndExport(address: string, study: number): Promise<ExportRow[]> {
  const path = `${address}/api/v1/studies/${study}`
  const closed = await fetch(`${path}/close`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ annotator: 'annotator 1' }),
  })
  const exported = await fetch(`${path}/export?format=jsonl`)
  if (!closed.ok || !exported.ok)
    throw new SemascopeError('internal', `closing answered ${closed.status}, the export ${exported.status}`)
  const lines = (await exported.text()).split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as ExportRow)
}

function figures({ acknowledged, times, retries }: Written, { annotators, seconds }: WritersOptions) {
  return {
    ...{ annotators, seconds, retries, scores: acknowledged.length },
    scoresASecond: times.length / seconds,
    ...{ p50: percentile(times, 0.5), p95: percentile(times, 0.95), max: percentile(times, 1) },
  }
}
