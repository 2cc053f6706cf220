import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { messageOf, SemascopeError } from '@/lib/errors'
import { serverAccount } from './embedded/account'
import { findBinaries, program } from './embedded/binaries'
import {
  type Cluster,
  checkCluster,
  createCluster,
  runProgram,
  SUPERUSER,
  startServer,
  stopArguments,
} from './embedded/cluster'
import { isAlive, withFileLock } from './embedded/file-lock'
import { hold, release } from './embedded/holders'
import { reachablePlace } from './embedded/place'
import { freePort, isPortFree } from './embedded/port'
import { runningPostmaster } from './embedded/postmaster'

/**
 * A real Postgres server from the package registry that runs on one folder. The folder (`dataDir`) holds
 *
 *     cluster/    data directory of Postgres (elsewhere if there is a file `location`, see place.ts)
 *     password    of the superuser `semascope`; only its owner may read it
 *     port        last used
 *     owner       number of the process that stops the server
 *     holders/    processes using it
 *     server.log
 *
 * The first process starts the server and owns it; later ones share it, and stopping them leaves it running.
 * If the owner was killed, the next process takes the server over.
 */
export interface EmbeddedOptions {
  readonly dataDir: string
  /** 0 means the last port, or else a free one; any other port must be free. */
  readonly port: number
  /** Folder whose node_modules has the server. Default: the working directory. */
  readonly root?: string
  /** If true, the last user stops the server, not the owner. Default false. */
  readonly keepWhileShared?: boolean
  /** Postgres settings in addition to ours. */
  readonly settings?: Readonly<Record<string, string>>
}

export interface EmbeddedPostgres {
  /** Connection string of the database `semascope`, with the password. */
  readonly url: string
  readonly port: number
  readonly alreadyRunning: boolean
  /** Ends the use by this process; stops the server if this process owns it. It is safe to call twice. */
  stop(): Promise<void>
}

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  work_mem: '32MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  // Parallel queries need shared memory, which is scarce in containers, and our queries are small.
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/** Starts or joins the server of `dataDir`. Throws `unavailable`, `conflict` or `busy` with advice. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(options.dataDir)
  const binaries = await findBinaries(options.root ?? process.cwd())
  makeDataDir(dataDir)
  const start = () => startLocked({ ...options, dataDir }, binaries)
  return withFileLock(path.join(dataDir, 'lock'), start, { timeoutMs: 120_000 })
}

async function startLocked(
  options: EmbeddedOptions,
  binaries: Awaited<ReturnType<typeof findBinaries>>,
): Promise<EmbeddedPostgres> {
  const { dataDir } = options
  const recorded = path.join(dataDir, 'location')
  const knownHome = existsSync(recorded) ? readFileSync(recorded, 'utf8').trim() : dataDir
  const state = checkCluster(path.join(knownHome, 'cluster'), binaries.major)
  const account = serverAccount(path.join(knownHome, 'cluster'))
  const place = reachablePlace(dataDir, binaries, account)
  const cluster: Cluster = {
    nativeDir: place.nativeDir,
    account,
    dir: path.join(place.home, 'cluster'),
    logFile: path.join(place.home, 'server.log'),
    settings: { ...SETTINGS, ...options.settings },
  }
  const password = passwordOf(dataDir, state)
  const url = (port: number, database = 'semascope') =>
    `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`
  const ownerFile = path.join(dataDir, 'owner')

  const running = runningPostmaster(cluster.dir)
  if (running) {
    await waitUntilReady(cluster.dir, url)
    const owner = existsSync(ownerFile) ? Number(readFileSync(ownerFile, 'utf8')) : 0
    if (!isAlive(owner)) writeFileSync(ownerFile, String(process.pid))
    const adopted = !isAlive(owner)
    return handle(options, cluster, url(running.port), running.port, true, adopted)
  }

  const port = await choosePort(dataDir, options.port)
  if (state === 'absent') await createCluster(cluster, password)
  await startWithRetry(cluster, port)
  writeFileSync(path.join(dataDir, 'port'), String(port))
  writeFileSync(ownerFile, String(process.pid))
  try {
    await createDatabase(url(port, 'postgres'))
  } catch (error) {
    await runProgram(cluster, 'pg_ctl', stopArguments(cluster.dir))
    throw error
  }
  return handle(options, cluster, url(port), port, false, true)
}

function handle(
  { dataDir, keepWhileShared = false }: EmbeddedOptions,
  cluster: Cluster,
  url: string,
  port: number,
  alreadyRunning: boolean,
  owns: boolean,
): EmbeddedPostgres {
  const holder = hold(dataDir)
  let stopped = false
  // A process that ends without calling stop() must not leave behind the server that it owns.
  const atExit = () => {
    if (stopped) return
    const others = release(dataDir, holder)
    if (keepWhileShared ? others > 0 : !owns) return
    try {
      execFileSync(program(cluster.nativeDir, 'pg_ctl'), stopArguments(cluster.dir), {
        cwd: path.dirname(cluster.dir),
        stdio: 'ignore',
        ...(cluster.account && { uid: cluster.account.uid, gid: cluster.account.gid }),
      })
    } catch {
      // The next start takes over a server that is still running.
    }
  }
  process.once('exit', atExit)
  return {
    url,
    port,
    alreadyRunning,
    async stop() {
      if (stopped) return
      stopped = true
      process.removeListener('exit', atExit)
      await withFileLock(path.join(dataDir, 'lock'), async () => {
        const others = release(dataDir, holder)
        if (keepWhileShared ? others > 0 : !owns) return
        rmSync(path.join(dataDir, 'owner'), { force: true })
        if (!runningPostmaster(cluster.dir)) return
        const { code, output } = await runProgram(cluster, 'pg_ctl', stopArguments(cluster.dir))
        if (code !== 0 && runningPostmaster(cluster.dir))
          throw new SemascopeError('unavailable', `embedded Postgres did not stop: ${output.trim()}`)
      })
    },
  }
}

function makeDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o755 })
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new SemascopeError(
      'unavailable',
      `cannot use ${dataDir} for the database: ${messageOf(cause)}. Set DATA_DIR to a folder you may write to`,
      { cause },
    )
  }
}

function passwordOf(dataDir: string, state: 'absent' | 'present'): string {
  const file = path.join(dataDir, 'password')
  if (existsSync(file)) {
    chmodSync(file, 0o600)
    const password = readFileSync(file, 'utf8').trim()
    if (/^[0-9a-f]{16,}$/.test(password)) return password
  }
  if (state === 'present')
    throw new SemascopeError(
      'unavailable',
      `the database in ${dataDir} is there, but the file ${file} with its password is missing or unreadable. ` +
        'Nothing was changed. Restore the file, or move the folder away',
    )
  const password = randomBytes(24).toString('hex')
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  return password
}

async function choosePort(dataDir: string, wanted: number): Promise<number> {
  if (wanted !== 0) {
    if (await isPortFree(wanted)) return wanted
    throw new SemascopeError(
      'conflict',
      `port ${wanted} is in use by another program, so embedded Postgres cannot listen on it. ` +
        'Set EMBEDDED_POSTGRES_PORT to a free port, or to 0 to have one picked',
    )
  }
  const file = path.join(dataDir, 'port')
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  if (Number.isInteger(last) && last > 0 && last < 65536 && (await isPortFree(last))) return last
  return freePort()
}

/** Starts the server, and tries again while the children of a killed server still hold its shared memory. */
async function startWithRetry(cluster: Cluster, port: number): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await startServer(cluster, port)
    } catch (error) {
      if (attempt === 10 || !messageOf(error).includes('pre-existing shared memory block')) throw error
      await sleep(500)
    }
  }
}

async function waitUntilReady(
  clusterDir: string,
  url: (port: number, database?: string) => string,
): Promise<void> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const running = runningPostmaster(clusterDir)
    try {
      if (running?.ready) return await createDatabase(url(running.port, 'postgres'))
    } catch (cause) {
      if ((cause as { code?: string }).code === '28P01')
        throw new SemascopeError(
          'unavailable',
          `the Postgres running on ${clusterDir} does not accept our password; stop it or set DATA_DIR to another folder`,
          { cause },
        )
      if (Date.now() > deadline) throw cause
    }
    if (!running || Date.now() > deadline)
      throw new SemascopeError(
        'unavailable',
        `the Postgres on ${clusterDir} went away while it was being joined`,
      )
    await sleep(100)
  }
}

async function createDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client(adminUrl)
  client.on('error', () => undefined)
  await client.connect()
  try {
    const found = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'semascope'`)
    if (found.rowCount === 0) await client.query('CREATE DATABASE semascope')
  } finally {
    await client.end()
  }
}
