import { InvitationParamsSchema } from '@/lib/contract/people'
import { database } from '@/lib/db'
import { revokeInvitation } from '@/lib/db/people/invitations'
import { otherMethods, route } from '../../../_lib/route'

export const { GET, POST, PUT, PATCH } = otherMethods('DELETE')

/** Takes an invitation back that nobody has taken yet. */
export const DELETE = route(
  { params: InvitationParamsSchema, needs: 'admin', session: true, accounts: true },
  async ({ params }) => {
    await revokeInvitation((await database()).pool, params.invitation)
    return { done: true }
  },
)
