import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { newSecret } from '@/lib/db/people/secrets'

/**
 * Returns the key that session cookies are signed with. The key is made once under the data directory, readable by its
 * owner alone. It is not in the database, so that nobody can sign in with a copy of the database. Servers that share the
 * directory and start at once get the same key: the file appears whole, and only the first one is kept.
 */
export function sessionSecret(dataDir: string): string {
  const file = path.join(dataDir, 'session-secret')
  mkdirSync(dataDir, { recursive: true })
  const own = `${file}.${process.pid}`
  writeFileSync(own, newSecret(), { mode: 0o600 })
  try {
    linkSync(own, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(own)
  }
  return readFileSync(file, 'utf8')
}
