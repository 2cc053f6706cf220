import type { AuditEntry } from '@/lib/contract/people'
import type { Queryable } from '../transaction'

/** What the log keeps: a year and a month, and never more than a million entries. */
export const KEPT = { days: 400, entries: 1_000_000 } as const
/** After so many entries the old ones are looked for. */
const PRUNE_EVERY = 1000

export interface NewAuditEntry extends Omit<AuditEntry, 'id' | 'at'> {
  readonly personId: string | null
}

const cut = (text: string, most: number) => [...text.replace(/\p{Cc}/gu, ' ')].slice(0, most).join('')

/**
 * Notes a write. It is not waited for the disk: the entry of a write that was acknowledged in the last fraction of a
 * second may be lost with the machine, the write itself is not.
 */
export async function addAuditEntry(db: Queryable, entry: NewAuditEntry): Promise<void> {
  const { rows } = await db.query<{ id: number }>(
    `WITH quick AS (SELECT set_config('synchronous_commit', 'off', true))
     INSERT INTO audit_entry (person_id, who, via, action, target, status)
     SELECT $1, $2, $3, $4, $5, $6 FROM quick RETURNING id`,
    [
      ...[entry.personId, cut(entry.who, 254) || 'unnamed', entry.via],
      ...[cut(entry.action, 160), cut(entry.target, 300), entry.status],
    ],
  )
  if (rows[0].id % PRUNE_EVERY === 0) await pruneAudit(db)
}

/** Forgets entries beyond what is kept. */
export async function pruneAudit(db: Queryable, { days, entries }: { days: number; entries: number } = KEPT) {
  await db.query(
    `DELETE FROM audit_entry
      WHERE at < now() - make_interval(days => $1) OR id <= (SELECT max(id) FROM audit_entry) - $2`,
    [days, entries],
  )
}

/** Entries before one, the newest first; `nextCursor` leads to older ones. */
export async function listAudit(
  db: Queryable,
  { before, limit }: { before?: number; limit: number },
): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
  const { rows } = await db.query<Omit<AuditEntry, 'at'> & { at: Date }>(
    `SELECT id, at, who, via, action, target, status FROM audit_entry
      WHERE $1::bigint IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
    [before ?? null, limit + 1],
  )
  const items = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }))
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.id) : null }
}
