import { MemberBodySchema, MemberParamsSchema } from '@/lib/contract/people'
import { database } from '@/lib/db'
import { changeRole, listMembers, removePerson } from '@/lib/db/people/accounts'
import { otherMethods, route } from '../../../_lib/route'

export const { GET, POST, PUT } = otherMethods('PATCH', 'DELETE')

const admin = { params: MemberParamsSchema, needs: 'admin', session: true, accounts: true } as const

/** Gives an account another role, from its next request on. */
export const PATCH = route({ ...admin, body: MemberBodySchema }, async ({ params, body }) => {
  const { pool } = await database()
  await changeRole(pool, params.person, body.role)
  return { items: await listMembers(pool), nextCursor: null }
})

/** Removes an account; what it wrote stays. */
export const DELETE = route(admin, async ({ params }) => {
  const { pool } = await database()
  await removePerson(pool, params.person)
  return { items: await listMembers(pool), nextCursor: null }
})
