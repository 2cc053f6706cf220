import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { isAlive } from './file-lock'

/** What postmaster.pid says of a running server. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly ready: boolean
}

/**
 * Returns the server that runs on a data directory, or undefined if none does: a killed server leaves its
 * postmaster.pid behind, but its process is gone. If another program has that process number now, the file is removed,
 * because Postgres would refuse to start.
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
