import { AcceptBodySchema } from '@/lib/contract/people'
import { acceptAndSignIn } from '@/lib/services/people/accept'
import { withCookies } from '../../../_lib/cookies'
import { limitPasswords } from '../../../_lib/limits'
import { signAs } from '../../../_lib/person'
import { otherMethods, route } from '../../../_lib/route'

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST')

/** Makes the account that an invitation offers, and signs it in. */
export const POST = route(
  { body: AcceptBodySchema, needs: 'nobody', accounts: true },
  async ({ body, request }) => {
    signAs(request, body.email)
    limitPasswords(request, body.email)
    return withCookies(request, await acceptAndSignIn(body, request.headers), { done: true })
  },
)
