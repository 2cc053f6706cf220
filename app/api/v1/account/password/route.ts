import { PasswordBodySchema } from '@/lib/contract/people'
import { changePassword } from '@/lib/services/people/auth'
import { withCookies } from '../../../_lib/cookies'
import { limitPasswords } from '../../../_lib/limits'
import { requirePerson } from '../../../_lib/person'
import { otherMethods, route } from '../../../_lib/route'

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST')

/** Changes the password and ends every other session. */
export const POST = route(
  { body: PasswordBodySchema, needs: 'reader', session: true, accounts: true },
  async ({ body, request }) => {
    const wasRight = limitPasswords(request, requirePerson(request).email)
    const cookies = await changePassword(body, request.headers)
    wasRight()
    return withCookies(request, cookies, { done: true })
  },
)
