import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { isAlive } from './file-lock'

/** What a running server says of itself in postmaster.pid. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly ready: boolean
}

/**
 * The server running on a data directory, or undefined. A postmaster.pid that a killed server left behind is
 * recognised by its process being gone; when that number now belongs to another program, Postgres itself would
 * refuse to start, so the file is removed.
 */
export function runningPostmaster(clusterDir: string): Postmaster | undefined {
  const file = path.join(clusterDir, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  if (!isAlive(pid)) return undefined
  if (!isPostgres(pid)) {
    rmSync(file, { force: true })
    return undefined
  }
  return { pid, port: Number(lines[3]), ready: (lines[7] ?? '').trim() === 'ready' }
}

function isPostgres(pid: number): boolean {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
    if (process.platform === 'darwin')
      return execFileSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).includes('postgres')
    return true
  } catch {
    return isAlive(pid)
  }
}
