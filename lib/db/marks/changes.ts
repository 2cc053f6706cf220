import type { ChangeKind } from '@/lib/contract/changes'
import { SemascopeError } from '@/lib/errors'
import type { Client } from '../transaction'

/** What a person did to rows of theirs. */
export interface NewChange {
  readonly person: string
  readonly kind: ChangeKind
  /** The row that came to stand, and the one that was retired. */
  readonly stands?: number | null
  readonly ended?: number | null
  /** Of edits, where both rows are the one edited. */
  readonly before?: string | null
  readonly after?: string | null
  readonly undoes?: number | null
}

/** Writes down a change in the transaction that makes it; returns its number. */
export async function recordChange(client: Client, change: NewChange): Promise<number> {
  const { person, kind, stands = null, ended = null, before = null, after = null, undoes = null } = change
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO change (person, kind, stands, ended, before, after, undoes)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [person, kind, stands, ended, before, after, undoes],
  )
  return rows[0].id
}

/** Throws `forbidden` unless a row is the person's, naming whose it is. */
export function requireAuthor(what: string, author: string, person: string): void {
  if (author !== person) throw new SemascopeError('forbidden', `${what} is ${author}'s, not ${person}'s`)
}
