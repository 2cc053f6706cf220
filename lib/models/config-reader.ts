import { SemascopeError } from '@/lib/errors'
import type { Json } from './files'

/** Reads typed values of a JSON config; every error names the file and the key. */
export interface ConfigReader {
  readonly path: string
  readonly json: Json
  /**
   * Returns a whole number ≥ `least` (default 1). Absent and null give the fallback; without a fallback they throw.
   */
  integer(key: string, options?: { fallback?: number; least?: number }): number
  positive(key: string, fallback: number): number
  boolean(key: string, fallback: boolean): boolean
  text(key: string, fallback?: string): string
  /** Throws `unsupported` with the key and its value. */
  refuse(key: string, why: string): never
}

export function configReader(path: string, json: Json): ConfigReader {
  const bad = (key: string, wanted: string) =>
    new SemascopeError(
      'invalid_input',
      json[key] === undefined
        ? `${path} lacks "${key}", expected ${wanted}`
        : `${path}: "${key}" is ${JSON.stringify(json[key])}, expected ${wanted}`,
    )
  return {
    path,
    json,
    integer(key, { fallback, least = 1 } = {}) {
      const value = json[key] ?? fallback
      if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least)
        throw bad(key, `a whole number of at least ${least}`)
      return value
    },
    positive(key, fallback) {
      const value = json[key] ?? fallback
      if (typeof value !== 'number' || !(value > 0) || !Number.isFinite(value))
        throw bad(key, 'a positive number')
      return value
    },
    boolean(key, fallback) {
      const value = json[key] ?? fallback
      if (typeof value !== 'boolean') throw bad(key, 'true or false')
      return value
    },
    text(key, fallback) {
      const value = json[key] ?? fallback
      if (typeof value !== 'string' || value === '') throw bad(key, 'a string')
      return value
    },
    refuse(key, why) {
      throw new SemascopeError(
        'unsupported',
        `${path}: "${key}": ${JSON.stringify(json[key])} is not supported; ${why}`,
      )
    },
  }
}
