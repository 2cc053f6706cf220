import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isAlive } from './file-lock'

let serial = 0

/** Registers a user of the server of `dataDir` and returns the user's name in the register, for `release`. */
export function hold(dataDir: string): string {
  const dir = path.join(dataDir, 'holders')
  mkdirSync(dir, { recursive: true })
  const name = `${process.pid}-${serial++}`
  writeFileSync(path.join(dir, name), '')
  return name
}

/** Removes a user from the register and returns how many users with living processes remain. */
export function release(dataDir: string, holder: string): number {
  const dir = path.join(dataDir, 'holders')
  rmSync(path.join(dir, holder), { force: true })
  let living = 0
  for (const name of readdirSync(dir)) {
    if (isAlive(Number(name.split('-')[0]))) living++
    else rmSync(path.join(dir, name), { force: true })
  }
  return living
}
