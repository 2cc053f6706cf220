import type { Invitation, InvitationBody } from '@/lib/contract/people'
import type { Role } from '@/lib/domain/person'
import { SemascopeError } from '@/lib/errors'
import { type Pool, type Queryable, transaction } from '../transaction'
import { insertPerson, type NewPerson } from './accounts'
import { hashOf, newSecret } from './secrets'

interface Row extends Omit<Invitation, 'createdAt' | 'expiresAt'> {
  readonly createdAt: Date
  readonly expiresAt: Date
}

const COLUMNS =
  'id, role, email, created_by AS "createdBy", created_at AS "createdAt", expires_at AS "expiresAt"'
const OPEN = 'used_at IS NULL AND revoked_at IS NULL AND expires_at > now()'

const shown = (row: Row): Invitation => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
})

/** Makes an invitation; `secret` is known to the answer alone. */
export async function addInvitation(
  db: Queryable,
  by: string,
  { role, email, days }: InvitationBody,
): Promise<{ invitation: Invitation; secret: string }> {
  const secret = newSecret()
  const { rows } = await db.query<Row>(
    `INSERT INTO invitation (token_hash, role, email, created_by, expires_at)
     VALUES ($1, $2, $3, $4, now() + make_interval(days => $5)) RETURNING ${COLUMNS}`,
    [hashOf(secret), role, email, by, days],
  )
  return { invitation: shown(rows[0]), secret }
}

/** Invitations that can still be taken, the newest first. */
export async function listInvitations(db: Queryable): Promise<Invitation[]> {
  const { rows } = await db.query<Row>(
    `SELECT ${COLUMNS} FROM invitation WHERE ${OPEN} ORDER BY created_at DESC, id LIMIT 500`,
  )
  return rows.map(shown)
}

/** Takes an invitation back. Throws `not_found` when it was used, taken back or is over. */
export async function revokeInvitation(db: Queryable, id: string): Promise<void> {
  const { rowCount } = await db.query(`UPDATE invitation SET revoked_at = now() WHERE id = $1 AND ${OPEN}`, [
    id,
  ])
  if (rowCount !== 1) throw new SemascopeError('not_found', 'there is no such invitation to take back')
}

/** What a link offers, or undefined when it cannot be taken any more. */
export async function openInvitation(
  db: Queryable,
  secret: string,
): Promise<{ role: Role; email: string | null } | undefined> {
  const { rows } = await db.query<{ role: Role; email: string | null }>(
    `SELECT role, email FROM invitation WHERE token_hash = $1 AND ${OPEN}`,
    [hashOf(secret)],
  )
  return rows[0]
}

/**
 * Makes the account that an invitation offers and uses it up, both or neither. Throws `forbidden` when it cannot be
 * taken any more or is for another address, `conflict` as insertPerson.
 */
export async function acceptInvitation(
  pool: Pool,
  secret: string,
  person: Omit<NewPerson, 'role'>,
): Promise<{ id: string; role: Role }> {
  return transaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string; role: Role; email: string | null }>(
      `SELECT id, role, email FROM invitation WHERE token_hash = $1 AND ${OPEN} FOR UPDATE`,
      [hashOf(secret)],
    )
    if (!rows[0])
      throw new SemascopeError(
        'forbidden',
        'this invitation was used, taken back or is over; ask for another',
      )
    if (rows[0].email !== null && rows[0].email !== person.email)
      throw new SemascopeError('forbidden', 'this invitation is for another e-mail address')
    const id = await insertPerson(client, { ...person, role: rows[0].role })
    await client.query('UPDATE invitation SET used_at = now(), used_by = $2 WHERE id = $1', [rows[0].id, id])
    return { id, role: rows[0].role }
  })
}
