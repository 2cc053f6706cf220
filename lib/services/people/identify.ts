import { TOKEN_PREFIX } from '@/lib/contract/people'
import { database } from '@/lib/db/database'
import { personByToken } from '@/lib/db/people/tokens'
import type { Person } from '@/lib/domain/person'
import { SemascopeError } from '@/lib/errors'
import { personBySession } from './auth'

/**
 * Returns who sends a request, by its bearer token, else by its session; null for nobody. Throws `unauthorized` for a
 * token that is not valid, and does not try the session then.
 */
export async function identify(headers: Headers): Promise<Person | null> {
  const authorization = headers.get('authorization')
  if (authorization === null) return (await personBySession(headers)) ?? null
  const secret = /^Bearer\s+(\S{1,200})$/i.exec(authorization)?.[1]
  const person = secret?.startsWith(TOKEN_PREFIX) ? await personByToken(await database(), secret) : undefined
  if (!person) throw new SemascopeError('unauthorized', 'this API token is unknown, expired or revoked')
  return person
}
