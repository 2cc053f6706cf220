import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

const IGNORED = new Set(['generated', 'node_modules', '.next', 'dist'])

/** Returns a SHA-256 over the names and contents of files and folders, in a fixed order; missing ones are skipped. */
export function sourceHash(paths) {
  const hash = createHash('sha256')
  const visit = (file) => {
    if (!existsSync(file)) return
    if (statSync(file).isDirectory()) {
      for (const name of readdirSync(file).sort()) if (!IGNORED.has(name)) visit(path.join(file, name))
      return
    }
    hash.update(file.split(path.sep).join('/')).update('\0').update(readFileSync(file)).update('\0')
  }
  for (const file of paths) visit(file)
  return hash.digest('hex')
}
