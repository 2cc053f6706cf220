import { TOKEN_PREFIX, type Token, type TokenBody } from '@/lib/contract/people'
import { lesserRole, mayAs, type Person, type Role } from '@/lib/domain/person'
import { SemascopeError } from '@/lib/errors'
import type { Entities } from '../database'
import type { ApiToken } from '../generated/client'
import { isUniqueViolation } from '../refusals'
import { daysAfter, hashOf, newSecret } from './secrets'

/** Precision of the time of a token's last use in milliseconds, so that not every request writes. */
const USE_NOTED_EVERY = 60_000

const shown = ({ id, name, role, createdAt, lastUsedAt, expiresAt }: ApiToken): Token => ({
  ...{ id, name, role: role as Role },
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
  expiresAt: expiresAt.toISOString(),
})

/**
 * Makes an API token; only the answer has its `secret`. Throws `forbidden` for a role above the role of the owner and
 * `conflict` for a name in use.
 */
export async function addToken(
  { prisma }: Entities,
  owner: Pick<Person, 'id' | 'role'>,
  { name, role, days }: TokenBody,
): Promise<{ token: Token; secret: string }> {
  if (!mayAs(owner.role, role))
    throw new SemascopeError('forbidden', `your role is ${owner.role}, so your token cannot be ${role}`)
  const secret = TOKEN_PREFIX + newSecret()
  const createdAt = new Date()
  try {
    const row = await prisma.apiToken.create({
      data: {
        ...{ personId: owner.id, name, tokenHash: hashOf(secret), role },
        ...{ createdAt, expiresAt: daysAfter(createdAt, days) },
      },
    })
    return { token: shown(row), secret }
  } catch (cause) {
    if (isUniqueViolation(cause, 'api_token_name_idx'))
      throw new SemascopeError('conflict', `you have a token "${name}" already`, { cause })
    throw cause
  }
}

/** Returns the tokens of a person that have not been revoked, newest first. */
export async function listTokens({ prisma }: Entities, personId: string): Promise<Token[]> {
  const rows = await prisma.apiToken.findMany({
    where: { personId, revokedAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  })
  return rows.map(shown)
}

/** Revokes a token of a person. Throws `not_found` for a token of another person. */
export async function revokeToken({ prisma }: Entities, personId: string, id: string): Promise<void> {
  const { count } = await prisma.apiToken.updateMany({
    where: { id, personId, revokedAt: null },
    data: { revokedAt: new Date() },
  })
  if (count !== 1) throw new SemascopeError('not_found', 'you have no such token')
}

/** Returns the owner and the role of a token, or undefined if it is unknown, expired or revoked. */
export async function personByToken({ prisma }: Entities, secret: string): Promise<Person | undefined> {
  const now = new Date()
  const token = await prisma.apiToken.findUnique({
    where: {
      ...{ tokenHash: hashOf(secret), revokedAt: null, expiresAt: { gt: now } },
      person: { removedAt: null },
    },
    include: { person: { select: { id: true, name: true, email: true, role: true } } },
  })
  if (!token) return undefined
  if (token.lastUsedAt === null || now.getTime() - token.lastUsedAt.getTime() > USE_NOTED_EVERY)
    await prisma.apiToken.update({ where: { id: token.id }, data: { lastUsedAt: now } })
  const role = lesserRole(token.person.role as Role, token.role as Role)
  return { ...token.person, role, via: 'token' }
}
