import { TokenParamsSchema } from '@/lib/contract/people'
import { database } from '@/lib/db'
import { revokeToken } from '@/lib/db/people/tokens'
import { requirePerson } from '../../../../_lib/person'
import { otherMethods, route } from '../../../../_lib/route'

export const { GET, POST, PUT, PATCH } = otherMethods('DELETE')

/** Ends one of one's own API tokens. */
export const DELETE = route(
  { params: TokenParamsSchema, needs: 'reader', session: true, accounts: true },
  async ({ params, request }) => {
    await revokeToken((await database()).pool, requirePerson(request).id, params.token)
    return { done: true }
  },
)
