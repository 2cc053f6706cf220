import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'

/** Copies the named files of a directory to another, except those that do not exist. */
export function copyFiles(source: string, names: readonly string[], target: string): void {
  for (const name of names) {
    const file = path.join(source, name)
    if (existsSync(file)) cpSync(file, path.join(target, name), { dereference: true })
  }
}

/** Makes a content-addressed directory completely or not at all; does nothing if it exists. */
export function putNew(target: string, fill: (folder: string) => void): void {
  if (existsSync(target)) return
  mkdirSync(path.dirname(target), { recursive: true })
  const temporary = mkdtempSync(`${target}.`)
  try {
    fill(temporary)
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
}

/** Copies the named files of a directory to a content-addressed path. */
export function putDirectory(source: string, names: readonly string[], target: string): void {
  putNew(target, (folder) => copyFiles(source, names, folder))
}
