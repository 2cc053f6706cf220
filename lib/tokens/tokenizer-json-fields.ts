import { messageOf, SemascopeError } from '@/lib/errors'

export type JsonObject = Readonly<Record<string, unknown>>

/** Throws `unsupported` with the file and the part of it that cannot be read. */
export function refuse(source: string, what: string): never {
  throw new SemascopeError(
    'unsupported',
    `${source}: ${what} is not supported; byte-level BPE as in GPT-2 is`,
  )
}

export function parseObject(json: string, source: string): JsonObject {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (cause) {
    throw new SemascopeError('invalid_input', `${source} is not JSON: ${messageOf(cause)}`, { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SemascopeError('invalid_input', `${source} does not hold a JSON object`)
  return value as JsonObject
}

export function objectAt(parent: JsonObject, key: string, source: string): JsonObject {
  const value = parent[key]
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SemascopeError('invalid_input', `${source}: "${key}" is not an object`)
  return value as JsonObject
}

/** Returns the `type` of a component, or "none" if there is no component. */
export function typeName(value: unknown): string {
  if (typeof value !== 'object' || value === null) return 'none'
  return String((value as JsonObject).type ?? 'untyped')
}
