import { randomBytes } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { SemascopeError } from '@/lib/errors'

/** Returns true if a process with this number exists. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Runs `action` while holding `file` as a lock between processes. A lock is removed if its process is gone. Throws
 * `busy` after `timeoutMs`.
 */
export async function withFileLock<T>(
  file: string,
  action: () => Promise<T>,
  { timeoutMs = 60_000 }: { timeoutMs?: number } = {},
): Promise<T> {
  const mine = `${process.pid} ${randomBytes(6).toString('hex')}`
  const deadline = Date.now() + timeoutMs
  while (!(await tryTake(file, mine))) {
    const holder = await readFile(file, 'utf8').catch(() => '')
    const pid = Number(holder.split(' ')[0])
    if (holder && !isAlive(pid)) {
      // The file is renamed first, so that only one process removes this lock.
      const grave = `${file}.${mine.replace(' ', '-')}`
      await rename(file, grave).catch(() => undefined)
      const taken = await readFile(grave, 'utf8').catch(() => holder)
      if (taken === holder) await rm(grave, { force: true })
      else await rename(grave, file).catch(() => undefined)
      continue
    }
    if (Date.now() > deadline)
      throw new SemascopeError('busy', `process ${pid} has held ${file} for ${timeoutMs / 1000} s`)
    await sleep(50)
  }
  try {
    return await action()
  } finally {
    if ((await readFile(file, 'utf8').catch(() => '')) === mine) await rm(file, { force: true })
  }
}

async function tryTake(file: string, content: string): Promise<boolean> {
  try {
    await writeFile(file, content, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
