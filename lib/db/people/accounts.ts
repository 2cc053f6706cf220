import type { Member } from '@/lib/contract/people'
import type { Role } from '@/lib/domain/person'
import { SemascopeError } from '@/lib/errors'
import { type Client, type Pool, type Queryable, transaction } from '../transaction'

export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly role: Role
  /** Salt and key, as the sign-in checks them. */
  readonly passwordHash: string
}

/** Two names are the same when only case or the encoding of characters tells them apart. */
export const nameKey = (name: string) => name.trim().normalize('NFKC').toLowerCase()

/** Makes an account in the caller's transaction; its id. Throws `conflict` for an address or a name that is taken. */
export async function insertPerson(client: Client, person: NewPerson): Promise<string> {
  try {
    const { rows } = await client.query<{ id: string }>(
      'INSERT INTO person (name, name_key, email, role) VALUES ($1, $2, $3, $4) RETURNING id',
      [person.name.trim(), nameKey(person.name), person.email, person.role],
    )
    const [{ id }] = rows
    await client.query('INSERT INTO person_name (key, person_id) VALUES ($1, $2)', [nameKey(person.name), id])
    await client.query(
      'INSERT INTO person_credential (person_id, account_id, password) VALUES ($1, $2, $3)',
      [id, id, person.passwordHash],
    )
    return id
  } catch (cause) {
    throw explain(cause, person)
  }
}

/** Makes an account; its id. Throws as insertPerson. */
export function addPerson(pool: Pool, person: NewPerson): Promise<string> {
  return transaction(pool, (client) => insertPerson(client, person))
}

function explain(cause: unknown, { name, email }: { name: string; email: string }): unknown {
  if (!(cause instanceof Error) || !('constraint' in cause) || !('code' in cause) || cause.code !== '23505')
    return cause
  const what = cause.constraint === 'person_email_key' ? `the address ${email}` : `the name "${name.trim()}"`
  return new SemascopeError('conflict', `${what} belongs to another account`, { cause })
}

/** Accounts that have not been removed, by name. */
export async function listMembers(db: Queryable): Promise<Member[]> {
  const { rows } = await db.query<
    Omit<Member, 'createdAt' | 'signedInAt'> & { createdAt: Date; last: Date | null }
  >(
    `SELECT id, name, email, role, created_at AS "createdAt",
            (SELECT max(s.created_at) FROM person_session s WHERE s.person_id = p.id) AS last
       FROM person p WHERE removed_at IS NULL ORDER BY name_key`,
  )
  return rows.map(({ createdAt, last, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    signedInAt: last?.toISOString() ?? null,
  }))
}

/** The account of an address. Throws `not_found`. */
export async function personByEmail(
  db: Queryable,
  email: string,
): Promise<{ id: string; name: string; role: Role }> {
  const { rows } = await db.query<{ id: string; name: string; role: Role }>(
    'SELECT id, name, role FROM person WHERE email = $1 AND removed_at IS NULL',
    [email],
  )
  if (!rows[0]) throw new SemascopeError('not_found', `there is no account ${email}`)
  return rows[0]
}

/** Gives an account another role, from the next request on. Throws `not_found`, and `conflict` for the last admin. */
export async function changeRole(pool: Pool, id: string, role: Role): Promise<void> {
  await transaction(pool, async (client) => {
    if (role !== 'admin') await keepAnAdmin(client, id)
    await one(
      client,
      'UPDATE person SET role = $2, updated_at = now() WHERE id = $1 AND removed_at IS NULL',
      [id, role],
    )
  })
}

/**
 * Takes an account away: it is signed out everywhere, its tokens end, its address is free. What it wrote stays, and
 * its name with it. Throws `not_found`, and `conflict` for the last admin.
 */
export async function removePerson(pool: Pool, id: string): Promise<void> {
  await transaction(pool, async (client) => {
    await keepAnAdmin(client, id)
    await one(
      client,
      `UPDATE person SET removed_at = now(), updated_at = now(), email = id || '@removed.invalid', role = 'reader'
        WHERE id = $1 AND removed_at IS NULL`,
      [id],
    )
    await client.query('DELETE FROM person_session WHERE person_id = $1', [id])
    await client.query('DELETE FROM person_credential WHERE person_id = $1', [id])
    await client.query(
      'UPDATE api_token SET revoked_at = now() WHERE person_id = $1 AND revoked_at IS NULL',
      [id],
    )
  })
}

/** Gives an account another password and signs it out everywhere. Throws `not_found`. */
export async function replacePassword(pool: Pool, id: string, passwordHash: string): Promise<void> {
  await transaction(pool, async (client) => {
    await one(client, 'UPDATE person_credential SET password = $2, updated_at = now() WHERE person_id = $1', [
      id,
      passwordHash,
    ])
    await client.query('DELETE FROM person_session WHERE person_id = $1', [id])
  })
}

/** One change of admins at a time, so that two of them cannot take each other away. */
async function keepAnAdmin(client: Client, id: string): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('semascope admins'))`)
  const { rows } = await client.query<{ others: number; is: boolean }>(
    `SELECT count(*) FILTER (WHERE id <> $1)::integer AS others, coalesce(bool_or(id = $1), false) AS is
       FROM person WHERE role = 'admin' AND removed_at IS NULL`,
    [id],
  )
  if (rows[0].is && rows[0].others === 0)
    throw new SemascopeError('conflict', 'this is the last admin; make another account admin first')
}

/**
 * Gives an account another name. Earlier work keeps the name it was signed with, which stays this account's own.
 * Throws `conflict` for a name that is taken, and while scores in an open study are under the old one.
 */
export async function renamePerson(pool: Pool, id: string, name: string): Promise<void> {
  await transaction(pool, async (client) => {
    const { rows } = await client.query<{ name: string; email: string }>(
      'SELECT name, email FROM person WHERE id = $1 AND removed_at IS NULL FOR UPDATE',
      [id],
    )
    if (!rows[0]) throw new SemascopeError('not_found', 'there is no such account')
    if (rows[0].name === name.trim()) return
    const held = await client.query<{ name: string }>(
      `SELECT t.name FROM study_assignment a JOIN study t ON t.id = a.study_id
        WHERE a.annotator = $1 AND t.status = 'open' LIMIT 1`,
      [rows[0].name],
    )
    if (held.rows[0])
      throw new SemascopeError(
        'conflict',
        `the study "${held.rows[0].name}" is open and knows you as ${rows[0].name}: change your name once it is closed`,
      )
    const owner = await client.query<{ person_id: string }>(
      `INSERT INTO person_name (key, person_id) VALUES ($1, $2)
       ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING person_id`,
      [nameKey(name), id],
    )
    if (owner.rows[0].person_id !== id)
      throw new SemascopeError('conflict', `the name "${name.trim()}" belongs to another account`)
    await client.query('UPDATE person SET name = $2, name_key = $3, updated_at = now() WHERE id = $1', [
      id,
      name.trim(),
      nameKey(name),
    ])
  })
}

async function one(client: Client, statement: string, values: unknown[]): Promise<void> {
  const { rowCount } = await client.query(statement, values)
  if (rowCount !== 1) throw new SemascopeError('not_found', 'there is no such account')
}
