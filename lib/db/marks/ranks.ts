/**
 * Ranks order the entries of a list. They are decimal numbers: the middle of two ranks is exact, so a move changes only
 * the moved entry. Current entries of a list never share a rank. The caller has locked the list.
 */
import { Prisma } from '../generated/client'
import type { Transaction } from '../transaction'

/** Each halving takes one more digit, and arithmetic beyond the precision would round. */
const Exact = Prisma.Decimal.clone({ precision: 16_000 })
type Rank = Prisma.Decimal

const standing = (listId: number) => ({ listId, retiredAt: null })

/** Returns the rank after the last entry. */
export async function endRank(tx: Transaction, listId: number): Promise<Rank> {
  const { _max } = await tx.listEntry.aggregate({ where: standing(listId), _max: { rank: true } })
  return new Exact(_max.rank ?? 0).plus(1)
}

/** Returns the rank of a place among the other entries, from 0; null if the entry is there already. */
export async function rankAt(
  tx: Transaction,
  listId: number,
  entryId: number,
  place: number,
): Promise<Rank | null> {
  const entries = await tx.listEntry.findMany({
    where: standing(listId),
    orderBy: [{ rank: 'asc' }, { id: 'asc' }],
    select: { id: true, rank: true },
  })
  const others = entries.filter(({ id }) => Number(id) !== entryId)
  const at = Math.min(place, others.length)
  if (entries[at] && Number(entries[at].id) === entryId) return null
  return between(others[at - 1]?.rank, others[at]?.rank)
}

/** Returns the rank itself if no current entry has it, else a rank just before that entry. */
export async function freeRank(tx: Transaction, listId: number, rank: Rank): Promise<Rank> {
  const taken = await tx.listEntry.count({ where: { ...standing(listId), rank } })
  if (taken === 0) return rank
  const { _max } = await tx.listEntry.aggregate({
    where: { ...standing(listId), rank: { lt: rank } },
    _max: { rank: true },
  })
  return between(_max.rank ?? undefined, rank)
}

function between(low: Rank | undefined, high: Rank | undefined): Rank {
  if (low === undefined) return new Exact(high ?? 2).minus(1)
  if (high === undefined) return new Exact(low).plus(1)
  return new Exact(low).plus(high).times(0.5)
}
