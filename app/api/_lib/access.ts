import { config } from '@/lib/config'
import type { OperationMeta } from '@/lib/contract/operations/operation'
import { database } from '@/lib/db/database'
import { mayAs, type Person } from '@/lib/domain/person'
import { SemascopeError } from '@/lib/errors'
import { refuseWrite } from '@/lib/http/write-guard'
import { identify } from '@/lib/services/people/identify'
import { limitWrites } from '@/lib/services/people/limits'
import { type ApiContext, askedOf, type Step } from './context'

/** Returns true if this server asks people to sign in. */
const hasAccounts = () => config().auth === 'accounts'

/** Refuses a write unless its Host, Origin and content type are those of a page of this server. */
export const guardWrites: Step = async ({ next, context, ...options }) => {
  if (options.request.method !== 'GET') {
    const { headers } = context.request
    const { host, allowedHosts } = config()
    const refusal = refuseWrite(
      {
        host: headers.get('host'),
        origin: headers.get('origin'),
        secFetchSite: headers.get('sec-fetch-site'),
        contentType: headers.get('content-type'),
      },
      { host, allowedHosts },
    )
    if (refusal) throw new SemascopeError(refusal.code, refusal.message)
  }
  return next({ ...options, context })
}

/**
 * Finds who asks, on a server with accounts, and limits how often they write. Throws `unauthorized` if nobody has signed
 * in, `rate_limited`, and `not_found` for an operation on accounts if the server has none.
 */
export const findPerson: Step = async ({ next, context, ...options }) => {
  const { needs, accounts, writes } = askedOf(context).meta
  if (accounts && !hasAccounts())
    throw new SemascopeError('not_found', 'this server has no accounts: start it with --accounts')
  if (!hasAccounts() || needs === 'nobody') return next({ ...options, context })
  const person = await identify(context.request.headers)
  if (!person)
    throw new SemascopeError('unauthorized', 'sign in, or send an API token as "Authorization: Bearer …"')
  if (writes) await limitWrites((await database()).pool, person.id)
  return next({ ...options, context: { ...context, person } })
}

/** Throws `forbidden` if the person may not use the operation. */
export const checkRole: Step = async ({ next, context, ...options }) => {
  if (context.person) requireRole(context.person, askedOf(context).meta)
  return next({ ...options, context })
}

function requireRole(person: Person, { needs, session }: OperationMeta): void {
  if (needs !== 'nobody' && !mayAs(person.role, needs))
    throw new SemascopeError('forbidden', `this is for ${needs}s; you are ${person.role}`)
  if (session && person.via === 'token')
    throw new SemascopeError('forbidden', 'this needs a sign-in; an API token cannot do it')
}

/** Returns the account of a request, for operations that need accounts. Throws `unauthorized` if there is none. */
export function requirePerson({ person }: ApiContext): Person {
  if (!person) throw new SemascopeError('unauthorized', 'sign in first')
  return person
}
