import { hashPassword } from 'better-auth/crypto'
import { type Command, InvalidArgumentError } from 'commander'
import { paths } from '@/lib/contract/paths'
import { EmailSchema, INVITATION_DAYS, PersonNameSchema } from '@/lib/contract/people'
import { closeDatabase, type Database, database } from '@/lib/db/database'
import {
  addPerson,
  changeRole,
  listMembers,
  personByEmail,
  removePerson,
  replacePassword,
} from '@/lib/db/people/accounts'
import { addAuditEntry } from '@/lib/db/people/audit'
import { addInvitation } from '@/lib/db/people/invitations'
import { ROLES, type Role } from '@/lib/domain/person'
import { integer } from './support/options'
import { newPassword } from './support/password'

const COMMAND = 'command line'

/** Adds `people` and its subcommands to the command line. */
export function registerPeople(program: Command): void {
  const people = program
    .command('people')
    .description('accounts of a server with --accounts: add, list, role, password, invite, remove')

  people
    .command('add')
    .description('add an account; asks for its password, or reads it from standard input')
    .requiredOption('--email <address>', 'address to sign in with', email)
    .option(
      '--name <name>',
      'name that signs its labels and scores (default: the address before the @)',
      name,
    )
    .option('--role <role>', ROLES.join(', '), role, 'annotator')
    .action(async (options: { email: string; name?: string; role: Role }) => {
      const chosen = options.name ?? options.email.split('@')[0].slice(0, 80)
      const passwordHash = await hashPassword(await newPassword())
      await withAccounts('add', options.email, (db) =>
        addPerson(db, { ...options, name: chosen, passwordHash }),
      )
      process.stdout.write(`${options.email} can sign in as "${chosen}", ${options.role}\n`)
    })

  people
    .command('list')
    .description('show all accounts')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const members = await withDatabase((db) => listMembers(db))
      const lines = members.map((member) => `${member.email}  ${member.role}  ${member.name}\n`)
      process.stdout.write(
        json ? `${JSON.stringify(members)}\n` : lines.join('') || 'there are no accounts\n',
      )
    })

  people
    .command('role')
    .description('give an account another role')
    .requiredOption('--email <address>', 'whose', email)
    .requiredOption('--role <role>', ROLES.join(', '), role)
    .action(async (options: { email: string; role: Role }) => {
      await withAccounts('role', `${options.email} ${options.role}`, async (db) =>
        changeRole(db, (await personByEmail(db, options.email)).id, options.role),
      )
      process.stdout.write(`${options.email} is ${options.role}\n`)
    })

  people
    .command('password')
    .description(
      'set a new password and sign the account out; asks for the password, or reads it from standard input',
    )
    .requiredOption('--email <address>', 'whose', email)
    .action(async (options: { email: string }) => {
      const passwordHash = await hashPassword(await newPassword())
      await withAccounts('password', options.email, async (db) =>
        replacePassword(db, (await personByEmail(db, options.email)).id, passwordHash),
      )
      process.stdout.write(`${options.email} has a new password\n`)
    })

  people
    .command('invite')
    .description('make a link that makes one account')
    .option('--email <address>', 'the only address that may use it', email)
    .option('--role <role>', ROLES.join(', '), role, 'annotator')
    .option(
      '--days <days>',
      'how long it can be used',
      integer(1, INVITATION_DAYS.max),
      INVITATION_DAYS.default,
    )
    .action(async (options: { email?: string; role: Role; days: number }) => {
      const { secret } = await withAccounts('invite', options.role, (db) =>
        addInvitation(db, COMMAND, { ...options, email: options.email ?? null }),
      )
      process.stdout.write(
        `open this under the server's address, within ${options.days} days:\n${paths.invite(secret)}\n`,
      )
    })

  people
    .command('remove')
    .description('remove an account; its labels, scores and comments stay')
    .requiredOption('--email <address>', 'whose', email)
    .action(async (options: { email: string }) => {
      await withAccounts('remove', options.email, async (db) =>
        removePerson(db, (await personByEmail(db, options.email)).id),
      )
      process.stdout.write(`${options.email} is removed\n`)
    })
}

async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  try {
    return await work(await database())
  } finally {
    await closeDatabase()
  }
}

/** Makes a change of accounts and adds it to the audit log. */
function withAccounts<T>(action: string, target: string, work: (db: Database) => Promise<T>): Promise<T> {
  return withDatabase(async (db) => {
    const result = await work(db)
    const entry = { personId: null, who: COMMAND, via: 'command', status: 200 } as const
    await addAuditEntry(db, { ...entry, action: `people ${action}`, target })
    return result
  })
}

function email(text: string): string {
  const { success, data } = EmailSchema.safeParse(text)
  if (!success) throw new InvalidArgumentError('not an e-mail address')
  return data
}

function name(text: string): string {
  const { success, data, error } = PersonNameSchema.safeParse(text)
  if (!success) throw new InvalidArgumentError(error.issues[0].message)
  return data
}

function role(text: string): Role {
  const found = ROLES.find((known) => known === text)
  if (!found) throw new InvalidArgumentError(`not one of ${ROLES.join(', ')}`)
  return found
}
