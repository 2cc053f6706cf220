import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { SemascopeError } from '@/lib/errors'
import { type Account, firstClosedFolder } from './account'
import type { Binaries } from './binaries'

/** Home of the data that the server's account cannot reach in a folder such as /root. */
const SHARED_HOME = '/var/lib/semascope'

/** Folders that the server must be able to reach. */
export interface Place {
  /** Holds cluster/ and server.log. */
  readonly home: string
  readonly nativeDir: string
}

/**
 * Chooses folders that `account` can enter. These are `dataDir` and the installed package, unless root works in a
 * folder closed to others: then the database is in /var/lib/semascope, the file `location` in `dataDir` says where, and
 * the programs are copied there once. Throws `unavailable` if a chosen folder is closed.
 */
export function reachablePlace(dataDir: string, binaries: Binaries, account: Account | undefined): Place {
  if (!account) return { home: dataDir, nativeDir: binaries.nativeDir }
  const closed = firstClosedFolder(dataDir, account)
  const home =
    closed === undefined && !existsSync(path.join(dataDir, 'location')) ? dataDir : elsewhere(dataDir)
  const nativeDir =
    firstClosedFolder(path.join(binaries.nativeDir, 'bin'), account) === undefined
      ? binaries.nativeDir
      : copiedPrograms(binaries)
  for (const dir of [home, nativeDir]) {
    const stillClosed = firstClosedFolder(dir, account)
    if (stillClosed !== undefined)
      throw new SemascopeError(
        'unavailable',
        `Postgres does not run as root, so it runs as "${account.name}", which may not enter ${stillClosed}. ` +
          'Open that folder (chmod o+x), set DATA_DIR to a folder it may enter, run Semascope as an ordinary ' +
          'user, or point DATABASE_URL at a Postgres server',
      )
  }
  return { home, nativeDir }
}

function elsewhere(dataDir: string): string {
  const pointer = path.join(dataDir, 'location')
  if (existsSync(pointer)) {
    const home = readFileSync(pointer, 'utf8').trim()
    if (!existsSync(home))
      throw new SemascopeError(
        'unavailable',
        `the database of ${dataDir} was in ${home}, which is gone. Restore it, or delete ${dataDir} to start with an empty database`,
      )
    return home
  }
  makeSharedHome()
  const home = path.join(SHARED_HOME, `data-${randomBytes(8).toString('hex')}`)
  mkdirSync(home, { mode: 0o711 })
  chmodSync(home, 0o711)
  writeFileSync(pointer, `${home}\n`)
  return home
}

function copiedPrograms(binaries: Binaries): string {
  makeSharedHome()
  const target = path.join(SHARED_HOME, `postgres-${binaries.packageVersion}`)
  if (existsSync(target)) return target
  const partial = `${target}.${randomBytes(6).toString('hex')}`
  cpSync(binaries.nativeDir, partial, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(partial, target)
  } catch (cause) {
    rmSync(partial, { recursive: true, force: true })
    if (!existsSync(target)) throw cause
  }
  return target
}

function makeSharedHome(): void {
  mkdirSync(SHARED_HOME, { recursive: true, mode: 0o755 })
  if (statSync(SHARED_HOME).uid !== 0)
    throw new SemascopeError(
      'unavailable',
      `${SHARED_HOME} does not belong to root; refusing to run programs from it`,
    )
  chmodSync(SHARED_HOME, 0o755)
}
