import type { AuditEntry } from '@/lib/contract/people'
import type { Entities } from '../database'

/** The log keeps entries for a year and a month, and never more than a million. */
export const KEPT = { days: 400, entries: 1_000_000 } as const
/** Number of new entries after which old entries are deleted. */
const PRUNE_EVERY = 1000

export interface NewAuditEntry extends Omit<AuditEntry, 'id' | 'at'> {
  readonly personId: string | null
}

const cut = (text: string, most: number) => [...text.replace(/\p{Cc}/gu, ' ')].slice(0, most).join('')

/**
 * Records a write without waiting for the disk: if the machine fails, the entries of the last fraction of a second may be
 * lost. The write itself is not lost.
 */
export async function addAuditEntry(db: Entities, entry: NewAuditEntry): Promise<void> {
  const data = {
    ...{ personId: entry.personId, who: cut(entry.who, 254) || 'unnamed', via: entry.via },
    ...{ action: cut(entry.action, 160), target: cut(entry.target, 300), status: entry.status },
  }
  const [, { id }] = await db.prisma.$transaction([
    db.prisma.$executeRaw`SET LOCAL synchronous_commit = off`,
    db.prisma.auditEntry.create({ data, select: { id: true } }),
  ])
  if (Number(id) % PRUNE_EVERY === 0) await pruneAudit(db)
}

/** Deletes entries beyond what is kept. */
export async function pruneAudit(
  { prisma }: Entities,
  { days, entries }: { days: number; entries: number } = KEPT,
) {
  const newest = await prisma.auditEntry.findFirst({ orderBy: { id: 'desc' }, select: { id: true } })
  if (!newest) return
  const eldest = new Date(Date.now() - days * 86_400_000)
  await prisma.auditEntry.deleteMany({
    where: { OR: [{ at: { lt: eldest } }, { id: { lte: newest.id - BigInt(entries) } }] },
  })
}

/** Returns the entries before one, newest first; `nextCursor` leads to older entries. */
export async function listAudit(
  { prisma }: Entities,
  { before, limit }: { before?: number; limit: number },
): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
  const rows = await prisma.auditEntry.findMany({
    where: before === undefined ? {} : { id: { lt: before } },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const items = rows.slice(0, limit).map(({ id, at, who, via, action, target, status }) => ({
    ...{ id: Number(id), at: at.toISOString(), who, via: via as AuditEntry['via'] },
    ...{ action, target, status },
  }))
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.id) : null }
}
