import type { Member } from '@/lib/contract/people'
import type { Role } from '@/lib/domain/person'
import { SemascopeError } from '@/lib/errors'
import type { Entities } from '../database'
import { isUniqueViolation } from '../refusals'
import type { Transaction } from '../transaction'

export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly role: Role
  /** Salt and key, in the form that the sign-in checks. */
  readonly passwordHash: string
}

/** Returns the key of a name. Names that differ only in case or in the encoding of characters have the same key. */
export const nameKey = (name: string) => name.trim().normalize('NFKC').toLowerCase()

/**
 * Makes an account in the caller's transaction. Returns its id. Throws `conflict` for an address or a name that is
 * taken.
 */
export async function insertPerson(tx: Transaction, person: NewPerson): Promise<string> {
  const { email, role, passwordHash } = person
  const key = nameKey(person.name)
  try {
    const data = { name: person.name.trim(), nameKey: key, email, role }
    const { id } = await tx.person.create({ data, select: { id: true } })
    await tx.personName.create({ data: { key, personId: id } })
    await tx.personCredential.create({ data: { personId: id, accountId: id, password: passwordHash } })
    return id
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause
    const what = isUniqueViolation(cause, 'person_email_key')
      ? `the address ${email}`
      : `the name "${person.name.trim()}"`
    throw new SemascopeError('conflict', `${what} belongs to another account`, { cause })
  }
}

/** Makes an account and returns its id. Throws like insertPerson. */
export function addPerson({ prisma }: Entities, person: NewPerson): Promise<string> {
  return prisma.$transaction((tx) => insertPerson(tx, person))
}

/** Returns the accounts that have not been removed, by name. */
export async function listMembers({ prisma }: Entities): Promise<Member[]> {
  const people = await prisma.person.findMany({
    where: { removedAt: null },
    orderBy: { nameKey: 'asc' },
    include: { sessions: { orderBy: { createdAt: 'desc' }, take: 1, select: { createdAt: true } } },
  })
  return people.map(({ id, name, email, role, createdAt, sessions: [last] }) => ({
    ...{ id, name, email, role: role as Role },
    createdAt: createdAt.toISOString(),
    signedInAt: last?.createdAt.toISOString() ?? null,
  }))
}

/** Returns the account of an address. Throws `not_found`. */
export async function personByEmail(
  { prisma }: Entities,
  email: string,
): Promise<{ id: string; name: string; role: Role }> {
  const person = await prisma.person.findUnique({ where: { email, removedAt: null } })
  if (!person) throw new SemascopeError('not_found', `there is no account ${email}`)
  return { id: person.id, name: person.name, role: person.role as Role }
}

/** Gives an account another role, from the next request on. Throws `not_found`, and `conflict` for the last admin. */
export async function changeRole({ prisma }: Entities, id: string, role: Role): Promise<void> {
  await prisma.$transaction(async (tx) => {
    if (role !== 'admin') await keepAnAdmin(tx, id)
    await updateMember(tx, id, { role })
  })
}

/**
 * Removes an account: it is signed out everywhere, its tokens are revoked, and its address is free. Its labels, scores
 * and comments stay with their name. Throws `not_found`, and `conflict` for the last admin.
 */
export async function removePerson({ prisma }: Entities, id: string): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await keepAnAdmin(tx, id)
    const now = new Date()
    await updateMember(tx, id, { removedAt: now, email: `${id}@removed.invalid`, role: 'reader' })
    await tx.personSession.deleteMany({ where: { personId: id } })
    await tx.personCredential.deleteMany({ where: { personId: id } })
    await tx.apiToken.updateMany({ where: { personId: id, revokedAt: null }, data: { revokedAt: now } })
  })
}

/** Gives an account another password and signs it out everywhere. Throws `not_found`. */
export async function replacePassword({ prisma }: Entities, id: string, passwordHash: string): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.personCredential.updateMany({
      where: { personId: id },
      data: { password: passwordHash, updatedAt: new Date() },
    })
    if (count === 0) throw noAccount()
    await tx.personSession.deleteMany({ where: { personId: id } })
  })
}

/** Lets only one change of admins run at a time, so that two admins cannot remove each other. */
async function keepAnAdmin(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('semascope admins'))`
  const admins = await tx.person.findMany({ where: { role: 'admin', removedAt: null }, select: { id: true } })
  if (admins.length === 1 && admins[0].id === id)
    throw new SemascopeError('conflict', 'this is the last admin; make another account an admin first')
}

/**
 * Renames an account. Earlier work keeps the name that it was signed with, and no other account can take that name.
 * Throws `conflict` for a name that is taken, and while an open study has scores under the old name.
 */
export async function renamePerson({ prisma }: Entities, id: string, newName: string): Promise<void> {
  const name = newName.trim()
  const key = nameKey(name)
  await prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${id}::uuid FOR UPDATE`
    const person = await tx.person.findUnique({ where: { id, removedAt: null } })
    if (!person) throw noAccount()
    if (person.name === name) return
    const held = await tx.studyAssignment.findFirst({
      where: { annotator: person.name, study: { status: 'open' } },
      select: { study: { select: { name: true } } },
    })
    if (held)
      throw new SemascopeError(
        'conflict',
        `the study "${held.study.name}" is open and knows you as ${person.name}: change your name once it is closed`,
      )
    await tx.personName.createMany({ data: { key, personId: id }, skipDuplicates: true })
    const owner = await tx.personName.findUniqueOrThrow({ where: { key } })
    if (owner.personId !== id)
      throw new SemascopeError('conflict', `the name "${name}" belongs to another account`)
    await updateMember(tx, id, { name, nameKey: key })
  })
}

async function updateMember(
  tx: Transaction,
  id: string,
  data: { role?: Role; removedAt?: Date; email?: string; name?: string; nameKey?: string },
): Promise<void> {
  const { count } = await tx.person.updateMany({
    where: { id, removedAt: null },
    data: { ...data, updatedAt: new Date() },
  })
  if (count === 0) throw noAccount()
}

const noAccount = () => new SemascopeError('not_found', 'there is no such account')
