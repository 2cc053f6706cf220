import type { Invitation, InvitationBody } from '@/lib/contract/people'
import type { Role } from '@/lib/domain/person'
import { SemascopeError } from '@/lib/errors'
import type { Entities } from '../database'
import type { Invitation as Row } from '../generated/client'
import { insertPerson, type NewPerson } from './accounts'
import { daysAfter, hashOf, newSecret } from './secrets'

/** Selects the invitations that can still be accepted. */
const open = () => ({ usedAt: null, revokedAt: null, expiresAt: { gt: new Date() } })

const shown = ({ id, role, email, createdBy, createdAt, expiresAt }: Row): Invitation => ({
  ...{ id, role: role as Role, email, createdBy },
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
})

/** Makes an invitation; only the answer has its `secret`. */
export async function addInvitation(
  { prisma }: Entities,
  by: string,
  { role, email, days }: InvitationBody,
): Promise<{ invitation: Invitation; secret: string }> {
  const secret = newSecret()
  const createdAt = new Date()
  const row = await prisma.invitation.create({
    data: {
      ...{ tokenHash: hashOf(secret), role, email, createdBy: by },
      ...{ createdAt, expiresAt: daysAfter(createdAt, days) },
    },
  })
  return { invitation: shown(row), secret }
}

/** Returns the invitations that can still be accepted, newest first. */
export async function listInvitations({ prisma }: Entities): Promise<Invitation[]> {
  const rows = await prisma.invitation.findMany({
    where: open(),
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: 500,
  })
  return rows.map(shown)
}

/** Withdraws an invitation. Throws `not_found` if it was used or withdrawn, or has expired. */
export async function revokeInvitation({ prisma }: Entities, id: string): Promise<void> {
  const { count } = await prisma.invitation.updateMany({
    where: { id, ...open() },
    data: { revokedAt: new Date() },
  })
  if (count !== 1) throw new SemascopeError('not_found', 'there is no such invitation to withdraw')
}

/** Returns what a link offers, or undefined if it can no longer be accepted. */
export async function openInvitation(
  { prisma }: Entities,
  secret: string,
): Promise<{ role: Role; email: string | null } | undefined> {
  const row = await prisma.invitation.findUnique({ where: { tokenHash: hashOf(secret), ...open() } })
  return row ? { role: row.role as Role, email: row.email } : undefined
}

/**
 * Makes the account that an invitation offers and uses the invitation up, both or neither. Throws `forbidden` if the
 * invitation can no longer be accepted or is for another address, and `conflict` like insertPerson.
 */
export async function acceptInvitation(
  { prisma }: Entities,
  secret: string,
  person: Omit<NewPerson, 'role'>,
): Promise<{ id: string; role: Role }> {
  const tokenHash = hashOf(secret)
  return prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM invitation WHERE token_hash = ${tokenHash} FOR UPDATE`
    const row = await tx.invitation.findUnique({ where: { tokenHash, ...open() } })
    if (!row)
      throw new SemascopeError(
        'forbidden',
        'this invitation was used, withdrawn or has expired; ask for another',
      )
    if (row.email !== null && row.email !== person.email)
      throw new SemascopeError('forbidden', 'this invitation is for another e-mail address')
    const role = row.role as Role
    const id = await insertPerson(tx, { ...person, role })
    await tx.invitation.update({ where: { id: row.id }, data: { usedAt: new Date(), usedBy: id } })
    return { id, role }
  })
}
