import { TokenBodySchema } from '@/lib/contract/people'
import { database } from '@/lib/db'
import { addToken, listTokens } from '@/lib/db/people/tokens'
import { requirePerson } from '../../../_lib/person'
import { otherMethods, route } from '../../../_lib/route'

export const { PUT, PATCH, DELETE } = otherMethods('GET', 'POST')

/** One's own API tokens, without what is secret of them. */
export const GET = route({ session: true, accounts: true }, async ({ request }) => ({
  items: await listTokens((await database()).pool, requirePerson(request).id),
  nextCursor: null,
}))

/** Makes an API token, which only this answer shows. */
export const POST = route(
  { body: TokenBodySchema, needs: 'reader', session: true, accounts: true, status: 201 },
  async ({ body, request }) => {
    const { token, secret } = await addToken((await database()).pool, requirePerson(request), body)
    return { ...token, token: secret }
  },
)
