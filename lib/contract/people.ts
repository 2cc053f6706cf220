import { z } from 'zod'
import { ROLES } from '@/lib/domain/person'
import { line } from './labels'
import { NAME_LENGTH } from './limits'
import { BigIdParamSchema, limitParam, wholeListOf } from './scalars'

/** Accounts, invitations, API tokens and the audit log. Client-safe. */

export const PASSWORD_LENGTH = { min: 10, max: 128 } as const
export const INVITATION_DAYS = { default: 7, max: 30 } as const
const TOKEN_DAYS = { default: 90, max: 365 } as const
/** The start of every API token, so that people and scanners recognise one. */
export const TOKEN_PREFIX = 'semascope_'

const role = z.enum(ROLES)
const days = (most: number, usual: number) => z.number().int().min(1).max(most).default(usual)

export const EmailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email('must be an e-mail address'))
export const PasswordSchema = z
  .string()
  .min(PASSWORD_LENGTH.min, `must have at least ${PASSWORD_LENGTH.min} characters`)
  .max(PASSWORD_LENGTH.max, `must have at most ${PASSWORD_LENGTH.max} characters`)
export const PersonNameSchema = line(NAME_LENGTH)

export const SignInBodySchema = z.object({ email: EmailSchema, password: z.string().min(1).max(1000) })

export const AccountSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: role.describe('The role of this request; with a token, at most the role of the token'),
})

export const AccountBodySchema = z.object({ name: PersonNameSchema })
export const PasswordBodySchema = z.object({ current: z.string().min(1).max(1000), next: PasswordSchema })
export const DoneSchema = z.object({ done: z.literal(true) })

export const TokenBodySchema = z.object({
  name: line(NAME_LENGTH),
  role: role.default('reader'),
  days: days(TOKEN_DAYS.max, TOKEN_DAYS.default),
})
export type TokenBody = z.infer<typeof TokenBodySchema>
const TokenSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  role,
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string(),
})
export type Token = z.infer<typeof TokenSchema>
export const TokensAnswerSchema = wholeListOf(TokenSchema)
export const NewTokenSchema = TokenSchema.extend({ token: z.string().describe('Shown only in this answer') })
export const TokenParamsSchema = z.object({ token: z.uuid() })

const MemberSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role,
  createdAt: z.string(),
  signedInAt: z.string().nullable().describe('Start of the newest session; null if signed out'),
})
export type Member = z.infer<typeof MemberSchema>
export const MembersAnswerSchema = wholeListOf(MemberSchema)
export const MemberParamsSchema = z.object({ person: z.uuid() })
export const MemberBodySchema = z.object({ role })

export const InvitationBodySchema = z.object({
  role: role.default('annotator'),
  email: EmailSchema.nullable().default(null).describe('The only address that may use it; null for any'),
  days: days(INVITATION_DAYS.max, INVITATION_DAYS.default),
})
export type InvitationBody = z.infer<typeof InvitationBodySchema>
const InvitationSchema = z.object({
  id: z.uuid(),
  role,
  email: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
})
export type Invitation = z.infer<typeof InvitationSchema>
export const InvitationsAnswerSchema = wholeListOf(InvitationSchema)
export const NewInvitationSchema = InvitationSchema.extend({
  path: z.string().describe('The page that accepts it, under this address; shown only in this answer'),
})
export const InvitationParamsSchema = z.object({ invitation: z.uuid() })
export const SecretSchema = z.string().regex(/^[\w-]{43}$/, 'is not an invitation')
export const AcceptBodySchema = z.object({
  token: SecretSchema,
  name: PersonNameSchema,
  email: EmailSchema,
  password: PasswordSchema,
})

export const AuditQuerySchema = z.object({
  before: BigIdParamSchema.optional().describe('Older than this one'),
  limit: limitParam(50),
})
const AuditEntrySchema = z.object({
  id: z.number().int(),
  at: z.string(),
  who: z.string(),
  via: z.enum(['name', 'session', 'token', 'sign-in', 'command']),
  action: z.string(),
  target: z.string(),
  status: z.number().int(),
})
export type AuditEntry = z.infer<typeof AuditEntrySchema>
export const AuditAnswerSchema = z.object({
  items: z.array(AuditEntrySchema),
  nextCursor: z.string().nullable(),
})
