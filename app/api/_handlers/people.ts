/** Accounts: signing in, one's own account and tokens, and what admins do with other accounts. */
import { paths } from '@/lib/contract/paths'
import { wholeList } from '@/lib/contract/scalars'
import { changeRole, listMembers, removePerson, renamePerson } from '@/lib/db/people/accounts'
import { listAudit } from '@/lib/db/people/audit'
import { addInvitation, listInvitations, revokeInvitation } from '@/lib/db/people/invitations'
import { addToken, listTokens, revokeToken } from '@/lib/db/people/tokens'
import { acceptAndSignIn } from '@/lib/services/people/accept'
import { changePassword, signIn, signOut } from '@/lib/services/people/auth'
import { requirePerson } from '../_lib/access'
import { setCookies } from '../_lib/cookies'
import { api } from '../_lib/implement'
import { limitPasswords } from '../_lib/limits'

export const session = {
  /** Signs in and sets the cookie of a session. */
  signIn: api.session.signIn.handler(async ({ context, input: { body } }) => {
    const wasRight = await limitPasswords(context.request, body.email)
    const { cookies } = await signIn(body, context.request.headers)
    await wasRight()
    setCookies(context, cookies)
    return { done: true }
  }),

  signOut: api.session.signOut.handler(async ({ context }) => {
    setCookies(context, await signOut(context.request.headers))
    return { done: true }
  }),
}

export const account = {
  get: api.account.get.handler(({ context }) => {
    const { via: _, ...account } = requirePerson(context)
    return account
  }),

  /** Changes the name that later writes are signed with. */
  rename: api.account.rename.handler(async ({ context, input: { body } }) => {
    const { via: _, ...account } = requirePerson(context)
    await renamePerson(context.db, account.id, body.name)
    return { ...account, name: body.name }
  }),

  /** Changes the password and ends every other session. */
  changePassword: api.account.changePassword.handler(async ({ context, input: { body } }) => {
    const wasRight = await limitPasswords(context.request, requirePerson(context).email)
    const cookies = await changePassword(body, context.request.headers)
    await wasRight()
    setCookies(context, cookies)
    return { done: true }
  }),
}

export const tokens = {
  /** Returns the API tokens of the account, without their secrets. */
  list: api.tokens.list.handler(async ({ context }) =>
    wholeList(await listTokens(context.db, requirePerson(context).id)),
  ),

  /** Makes an API token, which only this answer shows. */
  create: api.tokens.create.handler(async ({ context, input: { body } }) => {
    const { token, secret } = await addToken(context.db, requirePerson(context), body)
    return { ...token, token: secret }
  }),

  revoke: api.tokens.revoke.handler(async ({ context, input: { params } }) => {
    await revokeToken(context.db, requirePerson(context).id, params.token)
    return { done: true }
  }),
}

export const people = {
  list: api.people.list.handler(async ({ context: { db } }) => wholeList(await listMembers(db))),

  /** Gives an account another role, from its next request on. */
  changeRole: api.people.changeRole.handler(async ({ context: { db }, input: { params, body } }) => {
    await changeRole(db, params.person, body.role)
    return wholeList(await listMembers(db))
  }),

  /** Removes an account; its labels, scores and comments stay. */
  remove: api.people.remove.handler(async ({ context: { db }, input: { params } }) => {
    await removePerson(db, params.person)
    return wholeList(await listMembers(db))
  }),
}

export const invitations = {
  list: api.invitations.list.handler(async ({ context: { db } }) => wholeList(await listInvitations(db))),

  /** Makes an invitation, whose link only this answer shows. */
  create: api.invitations.create.handler(async ({ context, input: { body } }) => {
    const { name } = requirePerson(context)
    const { invitation, secret } = await addInvitation(context.db, name, body)
    return { ...invitation, path: paths.invite(secret) }
  }),

  /** Withdraws an invitation that nobody has accepted yet. */
  revoke: api.invitations.revoke.handler(async ({ context: { db }, input: { params } }) => {
    await revokeInvitation(db, params.invitation)
    return { done: true }
  }),

  /** Makes the account that an invitation offers, and signs it in. */
  accept: api.invitations.accept.handler(async ({ context, input: { body } }) => {
    await limitPasswords(context.request, body.email)
    setCookies(context, await acceptAndSignIn(body, context.request.headers))
    return { done: true }
  }),
}

export const audit = {
  list: api.audit.list.handler(({ context: { db }, input: { query } }) => {
    const { before, limit } = query
    return listAudit(db, { limit, ...(before === undefined ? {} : { before }) })
  }),
}
