/**
 * Signs people in. better-auth checks passwords and keeps sessions, in our tables and over our pool. Its own HTTP routes
 * are not served: ours call it, so that one wrapper guards, limits and logs them all.
 */
import { betterAuth } from 'better-auth'
import { isAPIError } from 'better-auth/api'
import { config } from '@/lib/config'
import { PASSWORD_LENGTH } from '@/lib/contract/people'
import { type Database, database } from '@/lib/db/database'
import type { Person, Role } from '@/lib/domain/person'
import { SemascopeError } from '@/lib/errors'
import { log } from '@/lib/log'
import { sessionSecret } from './secret'

const SESSION_SECONDS = 14 * 86_400

function createAuth(pool: Database['pool'], secret: string) {
  const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' }
  return betterAuth({
    appName: 'Semascope',
    // Nobody follows this address: no route of better-auth is served or redirected to.
    baseURL: 'http://localhost',
    secret,
    database: pool,
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { log: (level, message) => log[level]({ message }, 'sign-in') },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
    },
    user: {
      modelName: 'person',
      fields: stamps,
      additionalFields: { role: { type: 'string', required: true, input: false } },
    },
    session: {
      modelName: 'person_session',
      fields: {
        ...stamps,
        userId: 'person_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'person_credential',
      fields: { ...stamps, userId: 'person_id', accountId: 'account_id', providerId: 'provider_id' },
    },
    advanced: {
      cookiePrefix: 'semascope',
      // "Secure" is set by our routes, which see by which scheme the page was reached.
      useSecureCookies: false,
      ipAddress: { disableIpTracking: true },
      // Our tables have the columns that are used here, and none for other ways to sign in.
      database: { generateId: 'uuid', validateSchema: false },
    },
  })
}

type Auth = ReturnType<typeof createAuth>
const holder = globalThis as typeof globalThis & { semascopeAuth?: { pool: Database['pool']; auth: Auth } }

async function auth(): Promise<Auth> {
  const { pool } = await database()
  if (holder.semascopeAuth?.pool !== pool) {
    const { authSecret, dataDir } = config()
    holder.semascopeAuth = { pool, auth: createAuth(pool, authSecret ?? sessionSecret(dataDir)) }
  }
  return holder.semascopeAuth.auth
}

/** Signs in and returns the cookies to set. Throws the same `unauthorized` for an unknown address and a wrong password. */
export async function signIn(
  { email, password }: { email: string; password: string },
  headers: Headers,
): Promise<{ personId: string; cookies: string[] }> {
  const agent = new Headers({ 'user-agent': headers.get('user-agent')?.slice(0, 300) ?? '' })
  try {
    const { api } = await auth()
    const { headers: set, response } = await api.signInEmail({
      body: { email, password },
      headers: agent,
      returnHeaders: true,
    })
    return { personId: response.user.id, cookies: set.getSetCookie() }
  } catch (cause) {
    if (!isAPIError(cause)) throw cause
    throw new SemascopeError('unauthorized', 'no account has this address and this password', { cause })
  }
}

/** Ends the session of a request and returns the cookies to clear. */
export async function signOut(headers: Headers): Promise<string[]> {
  const { headers: set } = await (await auth()).api.signOut({ headers, returnHeaders: true })
  return set.getSetCookie()
}

/** Returns whose session a request carries, or undefined. */
export async function personBySession(headers: Headers): Promise<Person | undefined> {
  if (!headers.get('cookie')?.includes('semascope.session_token=')) return undefined
  const found = await (await auth()).api.getSession({ headers })
  if (!found) return undefined
  const { id, name, email, role } = found.user
  return { id, name, email, role: role as Role, via: 'session' }
}

/** Changes the password of an account and ends its other sessions. Throws `forbidden` for a wrong current password. */
export async function changePassword(
  { current, next }: { current: string; next: string },
  headers: Headers,
): Promise<string[]> {
  try {
    const { headers: set } = await (await auth()).api.changePassword({
      body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
      headers,
      returnHeaders: true,
    })
    return set.getSetCookie()
  } catch (cause) {
    if (!isAPIError(cause)) throw cause
    throw new SemascopeError('forbidden', 'the current password is not correct', { cause })
  }
}
