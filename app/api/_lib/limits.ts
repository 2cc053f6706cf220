import { config } from '@/lib/config'
import { SemascopeError } from '@/lib/errors'
import { createLimiter, type Limiter } from '@/lib/http/rate-limit'

const MINUTE = 60_000

/** Next.js evaluates a module once per bundle: the limits of a process hang on globalThis. */
const holder = globalThis as typeof globalThis & { semascopeLimits?: Record<string, Limiter> }

const limits = () => {
  holder.semascopeLimits ??= {
    /** Of one account. */
    write: createLimiter({ burst: 300, windowMs: MINUTE }),
    /** Of an address and an e-mail address together, then of either alone, then of the process: scrypt is dear. */
    pair: createLimiter({ burst: 10, windowMs: 15 * MINUTE }),
    email: createLimiter({ burst: 50, windowMs: 15 * MINUTE }),
    address: createLimiter({ burst: 100, windowMs: 15 * MINUTE }),
    all: createLimiter({ burst: 300, windowMs: MINUTE, maxKeys: 1 }),
  }
  return holder.semascopeLimits as Record<'write' | 'pair' | 'email' | 'address' | 'all', Limiter>
}

/** Forgets what was counted; for tests. */
export function resetLimits(): void {
  holder.semascopeLimits = undefined as never
}

/** Throws `rate_limited` when an account writes too much. */
export function limitWrites(personId: string): void {
  refuse(limits().write.take(personId, Date.now()), 'you write faster than this server lets one account')
}

/** Throws `rate_limited` when a password is tried too often. Answers what to call when it was right. */
export function limitPasswords(request: Request, email: string): () => void {
  const { pair, email: byEmail, address, all } = limits()
  const from = addressOf(request)
  const now = Date.now()
  const key = `${from} ${email}`
  // The narrowest first: who is refused there cannot use up what others share.
  const wait = pair.take(key, now) || byEmail.take(email, now) || address.take(from, now) || all.take('', now)
  refuse(wait, 'too many tries to sign in')
  return () => pair.forget(key)
}

function refuse(wait: number, why: string): void {
  if (wait === 0) return
  const left = wait < 90 ? `${wait} seconds` : `${Math.ceil(wait / 60)} minutes`
  throw new SemascopeError('rate_limited', `${why}: try again in ${left}`, { details: { retryAfter: wait } })
}

/**
 * Where a request comes from. Only behind a proxy that is trusted is the last address it noted believed as such; else
 * the header may be whatever the client sent, which the limits by e-mail address do not depend on.
 */
function addressOf(request: Request): string {
  const noted = request.headers.get('x-forwarded-for')?.split(',') ?? []
  return (config().allowRemote ? noted.at(-1) : noted[0])?.trim().slice(0, 64) || 'unknown'
}
