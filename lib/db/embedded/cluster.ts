import { spawn } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { childEnvironment } from '@/lib/config'
import { SemascopeError } from '@/lib/errors'
import type { Account } from './account'
import { program } from './binaries'

/** All that is needed to run the server's programs on one data directory. */
export interface Cluster {
  readonly nativeDir: string
  readonly account: Account | undefined
  /** Postgres's own data directory. */
  readonly dir: string
  readonly logFile: string
  /** Settings that are written again at every start. */
  readonly settings: Readonly<Record<string, string>>
}

export const SUPERUSER = 'semascope'
const CONF = 'semascope.conf'
const LOG_LIMIT_BYTES = 8 * 1024 * 1024

interface Outcome {
  readonly code: number | null
  readonly output: string
}

/** Runs a program under the server's account and returns its output and exit code. Throws if it cannot start. */
export function runProgram(cluster: Cluster, name: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program(cluster.nativeDir, name), args, {
      // Postgres needs its working directory, so its account must be able to read it.
      cwd: path.dirname(cluster.dir),
      env: childEnvironment({ TZ: 'UTC', LC_ALL: 'C' }) as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...(cluster.account && { uid: cluster.account.uid, gid: cluster.account.gid }),
    })
    let output = ''
    const keep = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', (cause) =>
      reject(
        new SemascopeError('unavailable', `cannot run ${name} of embedded Postgres: ${cause.message}`, {
          cause,
        }),
      ),
    )
    // `close` is not enough: the server that pg_ctl starts may hold the pipes open.
    child.once('close', (code) => resolve({ code, output }))
    child.once('exit', (code) => {
      setTimeout(() => {
        child.stdout.destroy()
        child.stderr.destroy()
        resolve({ code, output })
      }, 50)
    })
  })
}

/** Tells if there is a data directory. Throws, and changes nothing, if it is damaged or of another major version. */
export function checkCluster(dir: string, major: string): 'absent' | 'present' {
  const advice = 'Nothing was changed. Move it away or set DATA_DIR to another folder'
  const stat = statSync(dir, { throwIfNoEntry: false })
  if (!stat) return 'absent'
  const refuse = (what: string): never => {
    throw new SemascopeError('unavailable', `${dir} ${what}. ${advice}`)
  }
  if (!stat.isDirectory())
    return refuse('should be the data directory of embedded Postgres, but is not a folder')
  let names: string[]
  try {
    names = readdirSync(dir)
  } catch (cause) {
    throw new SemascopeError(
      'unavailable',
      `cannot read the data directory ${dir}: it belongs to another user (uid ${stat.uid}). ` +
        'Run Semascope as that user, or set DATA_DIR to another folder',
      { cause },
    )
  }
  if (names.length === 0) return 'absent'
  if (!names.includes('PG_VERSION'))
    return refuse('holds files but is not a Postgres data directory (no PG_VERSION)')
  const version = readFileSync(path.join(dir, 'PG_VERSION'), 'utf8').trim()
  if (version !== major)
    return refuse(
      `is a data directory of Postgres ${/^[\d.]+$/.test(version) ? version : '(unreadable PG_VERSION)'}, ` +
        `but this installation runs Postgres ${major}`,
    )
  for (const needed of ['global/pg_control', 'base', 'pg_wal', 'postgresql.conf'])
    if (!existsSync(path.join(dir, needed)))
      return refuse(`is a damaged Postgres data directory (no ${needed})`)
  return 'present'
}

/** Makes a data directory next to its place and moves it there, so that a crash leaves no unfinished directory. */
export async function createCluster(cluster: Cluster, password: string): Promise<void> {
  const home = path.dirname(cluster.dir)
  for (const name of readdirSync(home))
    if (name.startsWith('cluster.new')) rmSync(path.join(home, name), { recursive: true, force: true })
  const fresh = path.join(home, 'cluster.new')
  mkdirSync(fresh, { mode: 0o700 })
  giveToAccount(fresh, cluster.account)
  const passwordFile = path.join(home, 'cluster.new-password')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  giveToAccount(passwordFile, cluster.account)
  try {
    const { code, output } = await runProgram(cluster, 'initdb', [
      ...['-D', fresh, '-U', SUPERUSER, '--pwfile', passwordFile, '--auth=scram-sha-256'],
      ...[
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--no-sync',
      ],
    ])
    if (code !== 0)
      throw new SemascopeError(
        'unavailable',
        `cannot create the database in ${home}: ${output.trim().slice(-2000)}`,
      )
    writeFileSync(path.join(fresh, 'postgresql.conf'), `include '${CONF}'\n`, { flag: 'a' })
    writeConf({ ...cluster, dir: fresh })
    rmSync(cluster.dir, { recursive: true, force: true })
    renameSync(fresh, cluster.dir)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(fresh, { recursive: true, force: true })
  }
}

function giveToAccount(file: string, account: Account | undefined): void {
  if (account) chownSync(file, account.uid, account.gid)
}

function writeConf(cluster: Cluster): void {
  const lines = Object.entries(cluster.settings).map(
    ([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`,
  )
  const file = path.join(cluster.dir, CONF)
  writeFileSync(file, `# Written at every start.\n${lines.join('')}`, { mode: 0o600 })
  giveToAccount(file, cluster.account)
}

/** Starts the server on `port`. Throws `unavailable` with the end of the server's log if the server does not start. */
export async function startServer(cluster: Cluster, port: number): Promise<void> {
  writeConf(cluster)
  writeFileSync(cluster.logFile, '', { flag: 'a', mode: 0o600 })
  giveToAccount(cluster.logFile, cluster.account)
  if (statSync(cluster.logFile).size > LOG_LIMIT_BYTES) truncateSync(cluster.logFile, 0)
  const before = statSync(cluster.logFile).size
  const { code, output } = await runProgram(cluster, 'pg_ctl', [
    ...['-D', cluster.dir, '-l', cluster.logFile, '-w', '-t', '60', '-o', `-p ${port}`, 'start'],
  ])
  if (code === 0) return
  const logged = readFileSync(cluster.logFile)
    .subarray(before)
    .toString()
    .trim()
    .split('\n')
    .slice(-8)
    .join('\n')
  throw new SemascopeError(
    'unavailable',
    `embedded Postgres did not start on ${cluster.dir}: ${logged || output.trim()}\n` +
      `The whole log is ${cluster.logFile}. If the data directory is damaged, move it away; its analyses can be computed again`,
  )
}

/** Returns the arguments with which pg_ctl stops the server and ends open connections. */
export function stopArguments(dir: string): string[] {
  return ['-D', dir, '-m', 'fast', '-w', '-t', '30', 'stop']
}
