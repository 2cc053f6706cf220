import { hashPassword } from 'better-auth/crypto'
import type { Database } from '@/lib/db/database'
import { addPerson, nameKey } from '@/lib/db/people/accounts'
import type { Role } from '@/lib/domain/person'

export const PASSWORD = 'correct horse battery'

/** Forgets every try that was counted. */
export async function resetLimits({ pool }: Database): Promise<void> {
  await pool.query('DELETE FROM rate_limit')
}

let made = 0
let hash: Promise<string> | undefined

export interface TestPerson {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
}

/** Makes an account with PASSWORD. */
export async function makePerson(db: Database, role: Role, name = `${role} ${++made}`): Promise<TestPerson> {
  hash ??= hashPassword(PASSWORD)
  const email = `${nameKey(name).replace(/\W+/g, '-')}@example.org`
  return { id: await addPerson(db, { name, email, role, passwordHash: await hash }), name, email, role }
}

/** The cookie header of an answer that signs in. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
