/** Locks that a write to a study takes, in this order, and holds until its transaction ends. */
import { SemascopeError } from '@/lib/errors'
import type { Transaction } from '../transaction'

/** One writer of a person's queue at a time, so that two tabs take one item. */
export async function lockQueue(tx: Transaction, study: number, annotator: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${study}::integer, hashtext(${annotator}))`
}

/** Keeps a study from closing meanwhile. Throws `not_found` without such a study, `conflict` when it is closed. */
export async function requireOpen(tx: Transaction, study: number): Promise<{ asksLevels: boolean }> {
  const [found] = await tx.$queryRaw<{ status: string; asksLevels: boolean }[]>`
    SELECT status, asks_levels AS "asksLevels" FROM study WHERE id = ${study} FOR SHARE`
  if (!found) throw new SemascopeError('not_found', `there is no study ${study}`)
  if (found.status !== 'open') throw new SemascopeError('conflict', `study ${study} is closed`)
  return { asksLevels: found.asksLevels }
}
