import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'

/**
 * Copies named files of a directory to a content-addressed place: whole or not at all, and nothing when it is
 * already there. Files that do not exist are left out.
 */
export function putDirectory(source: string, names: readonly string[], target: string): void {
  if (existsSync(target)) return
  mkdirSync(path.dirname(target), { recursive: true })
  const temporary = mkdtempSync(`${target}.`)
  try {
    for (const name of names) {
      const file = path.join(source, name)
      if (existsSync(file)) cpSync(file, path.join(temporary, name), { dereference: true })
    }
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
}
