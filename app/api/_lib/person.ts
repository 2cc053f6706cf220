import { config } from '@/lib/config'
import type { Person, Role } from '@/lib/domain/person'
import { mayAs } from '@/lib/domain/person'
import { SemascopeError } from '@/lib/errors'
import { identify } from '@/lib/services/people/identify'

const asking = new WeakMap<Request, Person>()
const signed = new WeakMap<Request, string>()

/** Whether this server asks people to sign in. */
export const hasAccounts = () => config().auth === 'accounts'

/** Who may ask: everybody, or accounts from a role on. `session`: not with an API token. */
export interface Access {
  readonly needs: Role | 'nobody'
  readonly session?: boolean
}

/**
 * Finds who sends a request, on a server with accounts. Throws `unauthorized` for nobody. The role is looked at by
 * `checkRole`, so that a refusal can be told to the log with its name.
 */
export async function findPerson(request: Request, { needs }: Access): Promise<Person | undefined> {
  if (needs === 'nobody') return undefined
  const person = await identify(request.headers)
  if (!person)
    throw new SemascopeError('unauthorized', 'sign in, or send an API token as "Authorization: Bearer …"')
  asking.set(request, person)
  return person
}

/** Throws `forbidden` unless the person may. */
export function checkRole(person: Person, { needs, session = false }: Access): void {
  if (needs !== 'nobody' && !mayAs(person.role, needs))
    throw new SemascopeError('forbidden', `this is for ${needs}s; you are ${person.role}`)
  if (session && person.via === 'token')
    throw new SemascopeError('forbidden', 'this needs a sign-in; an API token cannot do it')
}

/** The account a request comes from; undefined where there are none. */
export const personOf = (request: Request): Person | undefined => asking.get(request)

/** The account a request comes from, in a route that has accounts only. Throws `unauthorized`. */
export function requirePerson(request: Request): Person {
  const person = asking.get(request)
  if (!person) throw new SemascopeError('unauthorized', 'sign in first')
  return person
}

/**
 * Who is writing: the account's name, else the name they chose, sent with the request. Every route that writes or
 * reads under a person's name asks here. Tells the audit log too.
 */
export function whoIsWriting(request: Request, claimed: string): string
export function whoIsWriting(request: Request, claimed: string | undefined): string | undefined
export function whoIsWriting(request: Request, claimed: string | undefined): string | undefined {
  const name = asking.get(request)?.name ?? claimed
  if (name !== undefined) signed.set(request, name)
  return name
}

/** The name a request was signed with, as whoIsWriting answered. */
export const signatureOf = (request: Request): string | undefined => signed.get(request)

/** Signs a request that has no name in it, such as a sign-in. */
export const signAs = (request: Request, name: string): void => void signed.set(request, name)

/** Fields of a body that say who writes. */
const SIGNATURES = ['annotator', 'author', 'person'] as const

/** With accounts nobody has to say who they are: a body's signature is the account's name, whatever was sent. */
export function withSignature(request: Request, body: unknown): unknown {
  const name = asking.get(request)?.name
  if (name === undefined || typeof body !== 'object' || body === null || Array.isArray(body)) return body
  return { ...body, ...Object.fromEntries(SIGNATURES.map((field) => [field, name])) }
}
