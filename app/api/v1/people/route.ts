import { database } from '@/lib/db'
import { listMembers } from '@/lib/db/people/accounts'
import { otherMethods, route } from '../../_lib/route'

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET')

/** All accounts. */
export const GET = route({ needs: 'admin', session: true, accounts: true }, async () => ({
  items: await listMembers((await database()).pool),
  nextCursor: null,
}))
