/** A cursor says where a page of a list starts; it is an opaque string from the page before. */
import type { Statistic } from '@/lib/domain/statistics'
import { SemascopeError } from '@/lib/errors'

/** A place in an order: after this feature, in the first part (with its value) or in the second (null). */
export interface Cursor {
  readonly value: number | null
  readonly index: number
}

/** Returns a cursor as an opaque string. */
export function writeCursor({ value, index }: Cursor): string {
  return Buffer.from(JSON.stringify([value, index])).toString('base64url')
}

/** Reads a cursor of an order by values of a type. Throws `invalid_input` for any other string. */
export function readCursor(text: string, type: Statistic['type']): Cursor {
  const cursor = parsed(text)
  if (!cursor || (cursor.value !== null && !isOfType(cursor.value, type)))
    throw new SemascopeError('invalid_input', 'the cursor does not belong to this list')
  return cursor
}

function parsed(text: string): Cursor | null {
  let content: unknown
  try {
    content = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return null
  }
  if (!Array.isArray(content) || content.length !== 2) return null
  const [value, index] = content as unknown[]
  if (typeof index !== 'number' || index < 0 || !isOfType(index, 'integer')) return null
  if (value !== null && typeof value !== 'number') return null
  return { value, index }
}

function isOfType(value: number, type: Statistic['type']): boolean {
  switch (type) {
    case 'integer':
      return (value | 0) === value
    case 'bigint':
      return Number.isSafeInteger(value)
    case 'real':
      return Number.isFinite(Math.fround(value))
    case 'double precision':
      return Number.isFinite(value)
    default:
      return type satisfies never
  }
}
