import { InvitationBodySchema } from '@/lib/contract/people'
import { peoplePaths } from '@/lib/contract/people-paths'
import { database } from '@/lib/db'
import { addInvitation, listInvitations } from '@/lib/db/people/invitations'
import { requirePerson } from '../../_lib/person'
import { otherMethods, route } from '../../_lib/route'

export const { PUT, PATCH, DELETE } = otherMethods('GET', 'POST')

/** Invitations that nobody has taken yet. */
export const GET = route({ needs: 'admin', session: true, accounts: true }, async () => ({
  items: await listInvitations((await database()).pool),
  nextCursor: null,
}))

/** Makes an invitation, whose link only this answer shows. */
export const POST = route(
  { body: InvitationBodySchema, needs: 'admin', session: true, accounts: true, status: 201 },
  async ({ body, request }) => {
    const { pool } = await database()
    const { invitation, secret } = await addInvitation(pool, requirePerson(request).name, body)
    return { ...invitation, path: peoplePaths.invite(secret) }
  },
)
