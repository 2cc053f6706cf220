import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import path from 'node:path'
import { SemascopeError } from '@/lib/errors'
/** Returns how many bytes are free to this user where `folder` is or will be. */
export async function freeBytes(folder: string): Promise<number> {
  let existing = path.resolve(folder)
  while (!existsSync(existing)) existing = path.dirname(existing)
  const { bavail, bsize } = await statfs(existing)
  return bavail * bsize
}

/** Throws `unavailable`, with the numbers, if the disk of the data directory is too small for an analysis. */
export async function checkDiskSpace(wanted: number, dataDir: string): Promise<void> {
  const free = await freeBytes(dataDir)
  if (free >= wanted) return
  const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`
  throw new SemascopeError(
    'unavailable',
    `this analysis may take ${gigabytes(wanted)} on disk, and ${dataDir} has only ${gigabytes(free)} free. ` +
      'Free some space, set DATA_DIR to a folder on another disk, or analyse fewer tokens',
  )
}
