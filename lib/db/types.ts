import pg from 'pg'
import { SemascopeError } from '@/lib/errors'

const OID = {
  int8: 20,
  int2Array: 1005,
  int4Array: 1007,
  int8Array: 1016,
  float4Array: 1021,
  float8Array: 1022,
}

function parseInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value))
    throw new SemascopeError('internal', `the database holds the integer ${text}, beyond 2^53`)
  return value
}

/** Reads an array such as `{1,2.5,NULL}` as numbers; null elements stay null. It has one dimension. */
function parseNumbers(text: string): (number | null)[] {
  if (text === '{}') return []
  const parts = text.slice(1, -1).split(',')
  const values: (number | null)[] = new Array(parts.length)
  for (let i = 0; i < parts.length; i++) values[i] = parts[i] === 'NULL' ? null : Number(parts[i])
  return values
}

const DIGIT_0 = 48
const DIGIT_9 = 57
const MINUS = 45
const COMMA = 44

/** Reads integers digit by digit: pages read thousands of token ids, and splitting takes three times as long. */
function parseIntegers(text: string): (number | null)[] {
  const values: (number | null)[] = []
  let value = 0
  let sign = 1
  const end = text.length - 1
  for (let at = 1; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code >= DIGIT_0 && code <= DIGIT_9) value = value * 10 + code - DIGIT_0
    else if (code === MINUS) sign = -1
    else if (code === COMMA) {
      values.push(sign * value)
      value = 0
      sign = 1
    } else return parseNumbers(text)
  }
  if (end > 1) values.push(sign * value)
  return values
}

function parseInt8s(text: string): (number | null)[] {
  const values = parseNumbers(text)
  for (const value of values)
    if (value !== null && !Number.isSafeInteger(value))
      throw new SemascopeError('internal', `the database holds an integer array with ${value}, beyond 2^53`)
  return values
}

const PARSERS = new Map<number, (text: string) => unknown>([
  [OID.int8, parseInt8],
  [OID.int2Array, parseIntegers],
  [OID.int4Array, parseIntegers],
  [OID.int8Array, parseInt8s],
  [OID.float4Array, parseNumbers],
  [OID.float8Array, parseNumbers],
])

/** Parsers of our pools: int8 becomes a number (checked), number arrays are read fast, the rest is left to pg. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && PARSERS.get(oid)) ||
    pg.types.getTypeParser(oid, format ?? 'text')) as typeof pg.types.getTypeParser,
}
