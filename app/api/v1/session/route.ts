import { SignInBodySchema } from '@/lib/contract/people'
import { signIn, signOut } from '@/lib/services/people/auth'
import { withCookies } from '../../_lib/cookies'
import { limitPasswords } from '../../_lib/limits'
import { signAs } from '../../_lib/person'
import { otherMethods, route } from '../../_lib/route'

export const { GET, PUT, PATCH } = otherMethods('POST', 'DELETE')

/** Signs in: answers with a session's cookie. */
export const POST = route(
  { body: SignInBodySchema, needs: 'nobody', accounts: true },
  async ({ body, request }) => {
    signAs(request, body.email)
    const wasRight = limitPasswords(request, body.email)
    const { cookies } = await signIn(body, request.headers)
    wasRight()
    return withCookies(request, cookies, { done: true })
  },
)

/** Signs out. */
export const DELETE = route({ needs: 'reader', session: true, accounts: true }, async ({ request }) =>
  withCookies(request, await signOut(request.headers), { done: true }),
)
