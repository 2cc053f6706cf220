import { TOKEN_PREFIX, type Token, type TokenBody } from '@/lib/contract/people'
import { lesserRole, mayAs, type Person, type Role } from '@/lib/domain/person'
import { SemascopeError } from '@/lib/errors'
import type { Queryable } from '../transaction'
import { hashOf, newSecret } from './secrets'

interface Row extends Omit<Token, 'createdAt' | 'lastUsedAt' | 'expiresAt'> {
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
  readonly expiresAt: Date
}

const COLUMNS =
  'id, name, role, created_at AS "createdAt", last_used_at AS "lastUsedAt", expires_at AS "expiresAt"'

const shown = (row: Row): Token => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  expiresAt: row.expiresAt.toISOString(),
})

/**
 * Makes an API token; `secret` is known to the answer alone. Throws `forbidden` for a role above the owner's and
 * `conflict` for a name in use.
 */
export async function addToken(
  db: Queryable,
  owner: Pick<Person, 'id' | 'role'>,
  { name, role, days }: TokenBody,
): Promise<{ token: Token; secret: string }> {
  if (!mayAs(owner.role, role))
    throw new SemascopeError('forbidden', `you are ${owner.role}, so a token of yours cannot be ${role}`)
  const secret = TOKEN_PREFIX + newSecret()
  try {
    const { rows } = await db.query<Row>(
      `INSERT INTO api_token (person_id, name, token_hash, role, expires_at)
       VALUES ($1, $2, $3, $4, now() + make_interval(days => $5)) RETURNING ${COLUMNS}`,
      [owner.id, name, hashOf(secret), role, days],
    )
    return { token: shown(rows[0]), secret }
  } catch (cause) {
    if (cause instanceof Error && 'constraint' in cause && cause.constraint === 'api_token_name_idx')
      throw new SemascopeError('conflict', `you have a token "${name}" already`, { cause })
    throw cause
  }
}

/** A person's tokens that have not been revoked, the newest first. */
export async function listTokens(db: Queryable, personId: string): Promise<Token[]> {
  const { rows } = await db.query<Row>(
    `SELECT ${COLUMNS} FROM api_token WHERE person_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id`,
    [personId],
  )
  return rows.map(shown)
}

/** Ends a person's own token. Throws `not_found` for another's. */
export async function revokeToken(db: Queryable, personId: string, id: string): Promise<void> {
  const { rowCount } = await db.query(
    'UPDATE api_token SET revoked_at = now() WHERE id = $1 AND person_id = $2 AND revoked_at IS NULL',
    [id, personId],
  )
  if (rowCount !== 1) throw new SemascopeError('not_found', 'you have no such token')
}

/** Whose token this is and what it may do now, or undefined when it is none, over or revoked. */
export async function personByToken(db: Queryable, secret: string): Promise<Person | undefined> {
  const { rows } = await db.query<
    Omit<Person, 'role' | 'via'> & { own: Role; given: Role; token: string; isStale: boolean }
  >(
    `SELECT p.id, p.name, p.email, p.role AS own, t.role AS given, t.id AS token,
            coalesce(t.last_used_at < now() - interval '1 minute', true) AS "isStale"
       FROM api_token t JOIN person p ON p.id = t.person_id
      WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND t.expires_at > now() AND p.removed_at IS NULL`,
    [hashOf(secret)],
  )
  if (!rows[0]) return undefined
  const { own, given, token, isStale, ...person } = rows[0]
  if (isStale) await db.query('UPDATE api_token SET last_used_at = now() WHERE id = $1', [token])
  return { ...person, role: lesserRole(own, given), via: 'token' }
}
