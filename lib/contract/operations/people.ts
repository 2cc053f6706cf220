/** Operations on accounts. Only a server with accounts has them. */
import { z } from 'zod'
import {
  AcceptBodySchema,
  AccountBodySchema,
  AccountSchema,
  AuditAnswerSchema,
  AuditQuerySchema,
  DoneSchema,
  InvitationBodySchema,
  InvitationParamsSchema,
  InvitationsAnswerSchema,
  MemberBodySchema,
  MemberParamsSchema,
  MembersAnswerSchema,
  NewInvitationSchema,
  NewTokenSchema,
  PasswordBodySchema,
  SignInBodySchema,
  TokenBodySchema,
  TokenParamsSchema,
  TokensAnswerSchema,
} from '../people'
import { read, write } from './operation'

const anyone = { needs: 'nobody', accounts: true } as const
const own = { needs: 'reader', session: true, accounts: true } as const
const admin = { needs: 'admin', session: true, accounts: true } as const

export const session = {
  signIn: write('POST', '/session', 'Sign in and set the cookie of a session', {
    ...{ ...anyone, errors: ['unauthorized'] },
  })
    .input(z.object({ body: SignInBodySchema }))
    .output(DoneSchema),
  signOut: write('DELETE', '/session', 'Sign out', own).output(DoneSchema),
}

export const account = {
  get: read('/account', 'The account that asks', { accounts: true }).output(AccountSchema),
  rename: write('PATCH', '/account', 'Change the name that later writes are signed with', {
    ...{ ...own, errors: ['conflict'] },
  })
    .input(z.object({ body: AccountBodySchema }))
    .output(AccountSchema),
  changePassword: write('POST', '/account/password', 'Change the password and end every other session', own)
    .input(z.object({ body: PasswordBodySchema }))
    .output(DoneSchema),
}

export const tokens = {
  list: read('/account/tokens', 'Your own API tokens', own).output(TokensAnswerSchema),
  create: write('POST', '/account/tokens', 'Make an API token, which only this answer shows', {
    ...{ ...own, status: 201 },
  })
    .input(z.object({ body: TokenBodySchema }))
    .output(NewTokenSchema),
  revoke: write('DELETE', '/account/tokens/{token}', 'Revoke an API token of your own', own)
    .input(z.object({ params: TokenParamsSchema }))
    .output(DoneSchema),
}

export const people = {
  list: read('/people', 'All accounts, for admins', admin).output(MembersAnswerSchema),
  changeRole: write('PATCH', '/people/{person}', 'Give an account another role', {
    ...{ ...admin, errors: ['conflict'] },
  })
    .input(z.object({ params: MemberParamsSchema, body: MemberBodySchema }))
    .output(MembersAnswerSchema),
  remove: write('DELETE', '/people/{person}', 'Remove an account', { ...admin, errors: ['conflict'] })
    .input(z.object({ params: MemberParamsSchema }))
    .output(MembersAnswerSchema),
}

export const invitations = {
  list: read('/invitations', 'Invitations that nobody has accepted yet, for admins', admin).output(
    InvitationsAnswerSchema,
  ),
  create: write('POST', '/invitations', 'Make an invitation, whose link only this answer shows', {
    ...{ ...admin, status: 201 },
  })
    .input(z.object({ body: InvitationBodySchema }))
    .output(NewInvitationSchema),
  revoke: write('DELETE', '/invitations/{invitation}', 'Withdraw an invitation', admin)
    .input(z.object({ params: InvitationParamsSchema }))
    .output(DoneSchema),
  accept: write('POST', '/invitations/accept', 'Make the account that an invitation offers, and sign in', {
    ...{ ...anyone, errors: ['conflict'] },
  })
    .input(z.object({ body: AcceptBodySchema }))
    .output(DoneSchema),
}

export const audit = {
  list: read('/audit', 'The audit log of writes, newest first, for admins', admin)
    .input(z.object({ query: AuditQuerySchema }))
    .output(AuditAnswerSchema),
}
