/** Finds the processes of a server and kills them without a chance to clean up. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Killed {
  readonly what: 'web' | 'database'
  /** Seconds until the server answered again. */
  readonly awaySeconds: number
}

/** Returns the children of a process and their children. */
function descendants(of: number): number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const below = (parent: number): number[] =>
    table.filter(([, ppid]) => ppid === parent).flatMap(([pid]) => [pid, ...below(pid)])
  return below(of)
}

/** Returns the processes of the web server that `semascope serve` started. */
export function webProcesses(serve: number, dataDir: string): number[] {
  const database = databaseProcess(dataDir)
  return descendants(serve).filter((pid) => pid !== database)
}

/** Returns the Postgres server of a data directory; its sessions end with it. */
export function databaseProcess(dataDir: string): number | undefined {
  const home = path.join(dataDir, 'postgres')
  const moved = path.join(home, 'location')
  const cluster = path.join(existsSync(moved) ? readFileSync(moved, 'utf8').trim() : home, 'cluster')
  const file = path.join(cluster, 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined
}

export function kill(pids: readonly (number | undefined)[]): void {
  for (const pid of pids)
    try {
      if (pid) process.kill(pid, 'SIGKILL')
    } catch {
      // The process has already ended.
    }
}

/** Returns the seconds until an address answers. */
export async function untilBack(address: string, timeoutMs = 60_000): Promise<number> {
  const started = performance.now()
  while (performance.now() - started < timeoutMs) {
    const answer = await fetch(`${address}/api/v1/studies`, { signal: AbortSignal.timeout(5000) }).catch(
      () => null,
    )
    if (answer?.ok) break
    await sleep(100)
  }
  return (performance.now() - started) / 1000
}
