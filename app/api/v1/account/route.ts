import { AccountBodySchema } from '@/lib/contract/people'
import { database } from '@/lib/db'
import { renamePerson } from '@/lib/db/people/accounts'
import { requirePerson } from '../../_lib/person'
import { otherMethods, route } from '../../_lib/route'

export const { POST, PUT, DELETE } = otherMethods('GET', 'PATCH')

/** The account that asks. */
export const GET = route({ accounts: true }, async ({ request }) => {
  const { via: _, ...account } = requirePerson(request)
  return account
})

/** Changes the name that later writes are signed with. */
export const PATCH = route(
  { body: AccountBodySchema, needs: 'reader', session: true, accounts: true },
  async ({ body, request }) => {
    const { via: _, ...account } = requirePerson(request)
    await renamePerson((await database()).pool, account.id, body.name)
    return { ...account, name: body.name }
  },
)
