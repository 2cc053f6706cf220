/**
 * Limits how often somebody may write or try a password. rate-limiter-flexible counts in the database, so that all web
 * servers of a database share every limit. A window begins with the first try in it; when its points are used up, tries
 * are refused until the window ends.
 */
import { createHash } from 'node:crypto'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Pool } from '@/lib/db/transaction'
import { SemascopeError } from '@/lib/errors'

const MINUTE = 60

/** Tries in a window, and its seconds, the narrowest password limit first. scrypt is slow, so all tries are limited too. */
const LIMITS = {
  write: { points: 300, duration: MINUTE },
  pair: { points: 10, duration: 15 * MINUTE },
  email: { points: 50, duration: 15 * MINUTE },
  address: { points: 100, duration: 15 * MINUTE },
  all: { points: 300, duration: MINUTE },
} as const
type LimitName = keyof typeof LIMITS
type Limiters = Readonly<Record<LimitName, RateLimiterPostgres>>

const TOO_MANY_TRIES = 'too many tries to sign in'
/** The key of a limit that everybody shares. */
const EVERYBODY = 'everybody'

/** Throws `rate_limited` if an account writes too much. */
export async function limitWrites(pool: Pool, personId: string): Promise<void> {
  await consume(limitersOf(pool).write, personId, 'you write faster than this server lets one account')
}

/**
 * Throws `rate_limited` if passwords are tried too often: for an e-mail address from an address, for either of them,
 * or by everybody. Returns a function to call if the password was right: it forgets the tries of the two together.
 */
export async function limitPasswords(
  pool: Pool,
  { address, email }: { address: string; email: string },
): Promise<() => Promise<void>> {
  const limiters = limitersOf(pool)
  // While everybody is refused, no rows are made for addresses that somebody thinks up.
  const shared = await limiters.all.get(EVERYBODY)
  if (shared && shared.consumedPoints >= LIMITS.all.points) refuse(shared, TOO_MANY_TRIES)
  const pair = hashed(`${address} ${email}`)
  // The narrowest first: who is refused there does not use up what others share.
  await consume(limiters.pair, pair, TOO_MANY_TRIES)
  await consume(limiters.email, hashed(email), TOO_MANY_TRIES)
  await consume(limiters.address, hashed(address), TOO_MANY_TRIES)
  await consume(limiters.all, EVERYBODY, TOO_MANY_TRIES)
  return async () => void (await limiters.pair.delete(pair))
}

const limitersByPool = new WeakMap<Pool, Limiters>()

function limitersOf(pool: Pool): Limiters {
  const known = limitersByPool.get(pool)
  if (known) return known
  const made = Object.fromEntries(
    Object.entries(LIMITS).map(([keyPrefix, limit]) => [
      keyPrefix,
      new RateLimiterPostgres({
        ...limit,
        keyPrefix,
        storeClient: pool,
        storeType: 'pool',
        tableName: 'rate_limit',
        tableCreated: true,
        // One of them deletes what ended an hour ago, for all of them.
        clearExpiredByTimeout: keyPrefix === 'all',
      }),
    ]),
  ) as Record<LimitName, RateLimiterPostgres>
  limitersByPool.set(pool, made)
  return made
}

async function consume(limiter: RateLimiterPostgres, key: string, why: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (rejected) {
    if (rejected instanceof RateLimiterRes) refuse(rejected, why)
    throw rejected
  }
}

function refuse({ msBeforeNext }: RateLimiterRes, why: string): never {
  const wait = Math.max(1, Math.ceil(msBeforeNext / 1000))
  const left = wait < 90 ? `${wait} seconds` : `${Math.ceil(wait / 60)} minutes`
  throw new SemascopeError('rate_limited', `${why}: try again in ${left}`, { details: { retryAfter: wait } })
}

/** The table holds nobody's address, and a key has a fixed length. */
const hashed = (key: string) => createHash('sha256').update(key).digest('base64url')
