import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import path from 'node:path'
import { SemascopeError } from '@/lib/errors'
import type { ImportedBundle } from './import'

/** Sizes in bytes, measured on 4,096 features and rounded up. */
const BYTES = {
  /** Postgres itself with an empty database and its log of changes. */
  database: 400e6,
  /** Token ids in the corpus file and in the table of sequences. */
  token: 12,
  /** Rows and examples of a feature take 40 kB, twice for a preview, and the same again in the log of changes. */
  feature: 160e3,
  /** Size of the text that is assumed if its length is not known beforehand. */
  unknownTokens: 20e6,
} as const

export interface DiskNeed {
  readonly bundle: ImportedBundle
  /** Content tokens; null if all of the text is used. */
  readonly tokens: number | null
  readonly dataDir: string
}

/** Returns about how many bytes an analysis may take on disk while it runs. */
function estimateBytes({ bundle, tokens }: Omit<DiskNeed, 'dataDir'>): number {
  const features = bundle.dictionaries.reduce((sum, { spec }) => sum + spec.dSae, 0)
  return BYTES.database + (tokens ?? BYTES.unknownTokens) * BYTES.token + features * BYTES.feature
}

/** Returns how many bytes are free to this user where `folder` is or will be. */
export async function freeBytes(folder: string): Promise<number> {
  let existing = path.resolve(folder)
  while (!existsSync(existing)) existing = path.dirname(existing)
  const { bavail, bsize } = await statfs(existing)
  return bavail * bsize
}

/** Throws `unavailable`, with the numbers, if the disk of the data directory is too small for an analysis. */
export async function checkDiskSpace(need: DiskNeed): Promise<void> {
  const wanted = estimateBytes(need)
  const free = await freeBytes(need.dataDir)
  if (free >= wanted) return
  const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`
  throw new SemascopeError(
    'unavailable',
    `this analysis may take ${gigabytes(wanted)} on disk, and ${need.dataDir} has only ${gigabytes(free)} free. ` +
      'Free some space, set DATA_DIR to a folder on another disk, or analyse fewer tokens',
  )
}
