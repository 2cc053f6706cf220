import { config } from '@/lib/config'
import { database } from '@/lib/db/database'
import { limitPasswords as limitTries } from '@/lib/services/people/limits'

/** Throws `rate_limited` when a password is tried too often. Returns what to call when the password was right. */
export async function limitPasswords(request: Request, email: string): Promise<() => Promise<void>> {
  const { pool } = await database()
  return limitTries(pool, { address: addressOf(request), email })
}

/**
 * Returns the address a request comes from. The last address in X-Forwarded-For is believed only behind a proxy that is
 * trusted; else the header may be whatever the client sent, which the limits by e-mail address do not depend on.
 */
function addressOf(request: Request): string {
  const noted = request.headers.get('x-forwarded-for')?.split(',') ?? []
  return (config().allowRemote ? noted.at(-1) : noted[0])?.trim().slice(0, 64) || 'unknown'
}
