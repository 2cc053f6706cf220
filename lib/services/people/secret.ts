import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { newSecret } from '@/lib/db/people/secrets'

/**
 * The key that session cookies are signed with: made once under the data directory, readable by its owner alone. It
 * is not in the database, so that who reads a copy of the database cannot sign in with it.
 */
export function sessionSecret(dataDir: string): string {
  const file = path.join(dataDir, 'session-secret')
  mkdirSync(dataDir, { recursive: true })
  try {
    writeFileSync(file, newSecret(), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(file, 'utf8')
}
