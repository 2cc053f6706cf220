/** Recognises why the database refused a statement, from the errors of pg and of Prisma. */

const UNIQUE = '23505'
/** A check, the range of a type, a character that text cannot hold. */
const OUTSIDE = new Set(['23514', '22003', '22021'])
/** Codes of Postgres, of sockets and of Prisma (P…) for errors that may go away. */
const NOT_NOW = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOENT', 'EPIPE', '53300', '57P01', '57P02', '57P03'],
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'],
])
/** Messages without a code, for a connection that is cut or a pool that has none in time. */
const NOT_NOW_WORDS =
  /(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error)/

/** Returns true if a statement broke a unique constraint; with `constraint`, only for that one. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const refusal = refusalOf(error)
  return refusal?.code === UNIQUE && (constraint === undefined || refusal.constraint === constraint)
}

/** Returns true if a column cannot hold a value: by a check, the range of its type, or a character. */
export function isOutsideLimits(error: unknown): boolean {
  return OUTSIDE.has(refusalOf(error)?.code ?? '')
}

/** Returns true if the database cannot be reached or stopped answering, so that a later try may succeed. */
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
