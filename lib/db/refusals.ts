/** What the database said of a statement that failed, whether pg or Prisma sent it. */

const UNIQUE = '23505'
/** A check, the range of a type, a character that text cannot hold. */
const OUTSIDE = new Set(['23514', '22003', '22021'])
/** Codes of Postgres, of sockets and of Prisma (P…) that say "not now" rather than "never". */
const NOT_NOW = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOENT', 'EPIPE', '53300', '57P01', '57P02', '57P03'],
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'],
])
/** What is said without a code when a connection is cut, or none is to be had in time. */
const NOT_NOW_WORDS =
  /(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error)/

/** Returns whether a statement would have stored twice what is stored once; with `constraint`, by that one. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const refusal = refusalOf(error)
  return refusal?.code === UNIQUE && (constraint === undefined || refusal.constraint === constraint)
}

/** Returns whether a value was outside what its column takes: a check, the range of its type, or a character. */
export function isOutsideLimits(error: unknown): boolean {
  return OUTSIDE.has(refusalOf(error)?.code ?? '')
}

/** Returns whether the database could not be asked, or stopped answering: the same may succeed a moment later. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return NOT_NOW.has(code) || NOT_NOW.has(refusalOf(error)?.code ?? '') || NOT_NOW_WORDS.test(error.message)
}

/** Prisma's error has the driver's as its meta, whose form its types leave open. */
function refusalOf(error: unknown): { code: string; constraint: string | undefined } | undefined {
  if (!(error instanceof Error) || !('meta' in error)) return undefined
  const meta = error.meta as
    | { driverAdapterError?: { cause?: { originalCode?: string; constraint?: { index?: string } } } }
    | undefined
  const cause = meta?.driverAdapterError?.cause
  return cause?.originalCode === undefined
    ? undefined
    : { code: cause.originalCode, constraint: cause.constraint?.index }
}
