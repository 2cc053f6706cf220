import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf, SemascopeError } from '@/lib/errors'

export type Json = { readonly [key: string]: unknown }

/** Throws `not_found` if the path does not exist, and `invalid_input` if it is not a directory. */
export function requireDirectory(dir: string): void {
  if (!existsSync(dir)) throw new SemascopeError('not_found', `no such directory: ${dir}`)
  if (!statSync(dir).isDirectory()) throw new SemascopeError('invalid_input', `${dir} is not a directory`)
}

/** Returns the path of a required file. Throws `not_found` if it is missing; `hint` ends the message. */
export function requireFile(dir: string, name: string, hint = ''): string {
  const path = join(dir, name)
  if (!existsSync(path)) throw new SemascopeError('not_found', `${dir} lacks ${name}${hint && `: ${hint}`}`)
  return path
}

/** Reads a JSON file that holds an object. Throws `invalid_input` otherwise. */
export function readJson(path: string): Json {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new SemascopeError('invalid_input', `${path} is not JSON: ${messageOf(cause)}`, { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SemascopeError('invalid_input', `${path} does not hold a JSON object`)
  return value as Json
}

/** Writes a temporary file and renames it, so that a crash leaves either the old file or the new one. */
export function writeFileAtomically(path: string, contents: string | Uint8Array): void {
  const partial = `${path}.partial`
  writeFileSync(partial, contents)
  renameSync(partial, path)
}

export function writeJson(path: string, value: unknown): void {
  writeFileAtomically(path, `${JSON.stringify(value, null, 2)}\n`)
}
