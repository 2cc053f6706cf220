/** Operations of accounts, for openapi.json. They are there only on a server with accounts. */
import type { Operation } from './operations'
import {
  AcceptBodySchema,
  AccountBodySchema,
  AccountSchema,
  AuditAnswerSchema,
  AuditQuerySchema,
  DoneSchema,
  InvitationBodySchema,
  InvitationsAnswerSchema,
  MemberBodySchema,
  MembersAnswerSchema,
  NewInvitationSchema,
  NewTokenSchema,
  PasswordBodySchema,
  SignInBodySchema,
  TokenBodySchema,
  TokensAnswerSchema,
} from './people'

const session = { security: 'session' } as const
const post = { method: 'post', ...session } as const
const get = { method: 'get', ...session } as const
const remove = { method: 'delete', ...session } as const

export const PEOPLE_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/session',
    summary: 'Sign in: sets the cookie of a session',
    body: SignInBodySchema,
    answer: DoneSchema,
    security: 'none',
  },
  { ...remove, path: '/session', summary: 'Sign out', answer: DoneSchema },
  { method: 'get', path: '/account', summary: 'The account that asks', answer: AccountSchema },
  {
    method: 'patch',
    path: '/account',
    summary: 'Change the name that later writes are signed with',
    body: AccountBodySchema,
    answer: AccountSchema,
    ...session,
  },
  {
    ...post,
    path: '/account/password',
    summary: 'Change the password and end every other session',
    body: PasswordBodySchema,
    answer: DoneSchema,
  },
  { ...get, path: '/account/tokens', summary: "One's own API tokens", answer: TokensAnswerSchema },
  {
    ...post,
    path: '/account/tokens',
    summary: 'Make an API token, which only this answer shows',
    body: TokenBodySchema,
    answer: NewTokenSchema,
    status: 201,
  },
  {
    ...remove,
    path: '/account/tokens/{token}',
    summary: "End one of one's own API tokens",
    answer: DoneSchema,
  },
  { ...get, path: '/people', summary: 'All accounts, for admins', answer: MembersAnswerSchema },
  {
    method: 'patch',
    path: '/people/{person}',
    summary: 'Give an account another role',
    body: MemberBodySchema,
    answer: MembersAnswerSchema,
    ...session,
  },
  { ...remove, path: '/people/{person}', summary: 'Remove an account', answer: MembersAnswerSchema },
  {
    ...get,
    path: '/invitations',
    summary: 'Invitations that nobody has taken yet, for admins',
    answer: InvitationsAnswerSchema,
  },
  {
    ...post,
    path: '/invitations',
    summary: 'Make an invitation, whose link only this answer shows',
    body: InvitationBodySchema,
    answer: NewInvitationSchema,
    status: 201,
  },
  { ...remove, path: '/invitations/{invitation}', summary: 'Take an invitation back', answer: DoneSchema },
  {
    method: 'post',
    path: '/invitations/accept',
    summary: 'Make the account that an invitation offers, and sign in',
    body: AcceptBodySchema,
    answer: DoneSchema,
    security: 'none',
  },
  {
    ...get,
    path: '/audit',
    summary: 'Who wrote what, the newest first, for admins',
    query: AuditQuerySchema,
    answer: AuditAnswerSchema,
  },
]
