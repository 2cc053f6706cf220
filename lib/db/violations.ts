/** What Postgres said of a statement that failed, whether pg or Prisma sent it. */
import { Prisma } from './generated/client'

const UNIQUE = '23505'
const CHECK = '23514'
const OUT_OF_RANGE = '22003'
const BAD_CHARACTER = '22021'

/** Returns whether a statement would have stored twice what is stored once; with `constraint`, by that one. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const refusal = refusalOf(error)
  return refusal?.code === UNIQUE && (constraint === undefined || refusal.constraint === constraint)
}

/** Returns whether a value was outside what its column takes: a check, the range of its type, or a character. */
export function isOutsideLimits(error: unknown): boolean {
  const code = refusalOf(error)?.code
  return code === CHECK || code === OUT_OF_RANGE || code === BAD_CHARACTER
}

/** Prisma's error has the driver's as its meta, whose form its types leave open. */
function refusalOf(error: unknown): { code: string; constraint: string | undefined } | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined
  const driver = error.meta?.driverAdapterError as
    | { cause?: { originalCode?: string; constraint?: { index?: string } } }
    | undefined
  const code = driver?.cause?.originalCode
  return code === undefined ? undefined : { code, constraint: driver?.cause?.constraint?.index }
}
