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
  /** Salt and key, as the sign-in checks them. */
  readonly passwordHash: string
}

/** Two names are the same when only case or the encoding of characters tells them apart. */
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

/** Makes an account. Returns its id. Throws as insertPerson. */
export function addPerson({ prisma }: Entities, person: NewPerson): Promise<string> {
  return prisma.$transaction((tx) => insertPerson(tx, person))
}

/** Accounts that have not been removed, by name. */
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

/** The account of an address. Throws `not_found`. */
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
 * Takes an account away: it is signed out everywhere, its tokens end, its address is free. What it wrote stays, and
 * its name with it. Throws `not_found`, and `conflict` for the last admin.
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

/** One change of admins at a time, so that two of them cannot take each other away. */
async function keepAnAdmin(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('semascope admins'))`
  const admins = await tx.person.findMany({ where: { role: 'admin', removedAt: null }, select: { id: true } })
  if (admins.length === 1 && admins[0].id === id)
    throw new SemascopeError('conflict', 'this is the last admin; make another account admin first')
}

/**
 * Gives an account another name. Earlier work keeps the name it was signed with, which stays this account's own.
 * Throws `conflict` for a name that is taken, and while scores in an open study are under the old one.
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
