import { config } from '@/lib/config'
import { database } from '@/lib/db/database'
import { limitPasswords as limitTries } from '@/lib/services/people/limits'

/** Throws `rate_limited` if a password is tried too often. Returns a function to call if the password was right. */
export async function limitPasswords(request: Request, email: string): Promise<() => Promise<void>> {
  const { pool } = await database()
  return limitTries(pool, { address: addressOf(request), email })
}

/**
 * Returns the address that a request comes from. The last address in X-Forwarded-For counts only behind a trusted proxy,
 * because a client can send any header. The limits by e-mail address do not depend on it.
 */
function addressOf(request: Request): string {
  const noted = request.headers.get('x-forwarded-for')?.split(',') ?? []
  return (config().allowRemote ? noted.at(-1) : noted[0])?.trim().slice(0, 64) || 'unknown'
}
