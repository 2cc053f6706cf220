import { hashPassword } from 'better-auth/crypto'
import type { z } from 'zod'
import type { AcceptBodySchema } from '@/lib/contract/people'
import { database } from '@/lib/db/database'
import { acceptInvitation, openInvitation } from '@/lib/db/people/invitations'
import { SemascopeError } from '@/lib/errors'
import { signIn } from './auth'

/** Accepts an invitation and signs its new account in. Returns the cookies to set. Throws like acceptInvitation. */
export async function acceptAndSignIn(
  { token, name, email, password }: z.infer<typeof AcceptBodySchema>,
  headers: Headers,
): Promise<string[]> {
  const db = await database()
  // scrypt is run only for people with an invitation
  if (!(await openInvitation(db, token)))
    throw new SemascopeError(
      'forbidden',
      'this invitation was used, withdrawn or has expired; ask for another',
    )
  await acceptInvitation(db, token, { name, email, passwordHash: await hashPassword(password) })
  return (await signIn({ email, password }, headers)).cookies
}
