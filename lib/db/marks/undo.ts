import type { ChangeKind } from '@/lib/contract/changes'
import { SemascopeError } from '@/lib/errors'
import type { Entities } from '../database'
import { type Change, Prisma } from '../generated/client'
import { isUniqueViolation } from '../refusals'
import type { OfFeature } from '../shown-columns'
import type { Transaction } from '../transaction'
import { recordChange } from './changes'
import { requireRoom, touchList } from './lists'
import { writeInside } from './on-feature'
import { freeRank } from './ranks'
import { featureRows, retirableRows } from './rows'

/**
 * Undoes a change, which is a change too. Returns its number, the same one if it is repeated. Throws `not_found`,
 * `forbidden` for the change of another person, and `conflict` if the result of the change was changed again.
 */
export async function undoChange(db: Entities, id: number, person: string): Promise<number> {
  const [undone] = await undoChanges(db, [id], person)
  return undone
}

/** Undoes several changes, the last first, or none of them. Returns the number of each, and throws like `undoChange`. */
export async function undoChanges(
  { prisma }: Entities,
  ids: readonly number[],
  person: string,
): Promise<number[]> {
  const said = ids.length === 1 ? `change ${ids[0]}` : `one of ${ids.length} changes`
  try {
    return await prisma.$transaction(async (tx) => {
      const undone: number[] = []
      for (const id of ids.toReversed()) undone.push(await undo(tx, id, person))
      return undone
    }, LONG)
  } catch (cause) {
    if (isUniqueViolation(cause))
      throw new SemascopeError('conflict', `${said} cannot be undone: the same is there again`, { cause })
    throw cause
  }
}

/** A thousand changes take some seconds. */
const LONG = { timeout: 30_000 }

async function undo(tx: Transaction, id: number, person: string): Promise<number> {
  // two who take one change back at once: the second finds it done
  await tx.$queryRaw`SELECT 1 FROM change WHERE id = ${id} FOR UPDATE`
  const change = await tx.change.findUnique({ where: { id }, include: { undoneBy: true } })
  if (!change) throw new SemascopeError('not_found', `there is no change ${id}`)
  if (change.person !== person)
    throw new SemascopeError('forbidden', `change ${id} is ${change.person}'s, not ${person}'s`)
  if (change.undoneBy) return Number(change.undoneBy.id)
  const after = await reverse(tx, change)
  return recordChange(tx, {
    ...{ person, kind: kindOf(change), undoes: id, stands: change.ended, ended: change.stands },
    ...{ before: change.after, after },
  })
}

/** The table has no other kinds. */
const kindOf = (change: Change) => change.kind as ChangeKind

/** Returns the row that a change is about; the table requires at least one of the two. */
const rowOf = (change: Change) => Number(change.stands ?? change.ended)

/** Restores the state before the change; for an edit, returns what the row says now. */
async function reverse(tx: Transaction, change: Change): Promise<string | null> {
  const kind = kindOf(change)
  switch (kind) {
    case 'star':
    case 'tag':
    case 'label':
    case 'score': {
      const feature = await featureRows(tx, kind).findUnique({
        where: { id: rowOf(change) },
        select: { dictionaryId: true, index: true },
      })
      if (!feature) throw gone(change)
      await onFeature(tx, feature, change)
      return null
    }
    case 'comment':
      await swap(tx, change)
      return null
    case 'list':
      await tx.$queryRaw`SELECT 1 FROM feature_list WHERE id = ${rowOf(change)} FOR UPDATE`
      await swap(tx, change)
      return null
    case 'entry':
      await onEntry(tx, change)
      return null
    case 'list-name':
    case 'entry-note':
    case 'entry-place':
      return editBack(tx, change, kind)
    default:
      return kind satisfies never
  }
}

async function onFeature(tx: Transaction, feature: OfFeature, change: Change): Promise<void> {
  await writeInside(tx, feature, async () => {
    await swap(tx, change)
    return change
  })
}

/** Retires the row that became current, and then restores the row that was retired. */
async function swap(tx: Transaction, change: Change): Promise<void> {
  const rows = retirableRows(tx, kindOf(change))
  if (change.stands !== null) {
    const where = { id: Number(change.stands), retiredAt: null }
    const { count } = await rows.updateMany({ where, data: { retiredAt: new Date() } })
    if (count === 0) throw gone(change)
  }
  if (change.ended !== null) {
    const where = { id: Number(change.ended), retiredAt: { not: null } }
    const { count } = await rows.updateMany({ where, data: { retiredAt: null } })
    if (count === 0) throw gone(change)
  }
}

async function onEntry(tx: Transaction, change: Change): Promise<void> {
  const listId = await lockListOf(tx, change)
  if (change.ended !== null) {
    const where = { id: change.ended }
    const { rank } = await tx.listEntry.findUniqueOrThrow({ where })
    await tx.listEntry.update({ where, data: { rank: await freeRank(tx, listId, rank) } })
  }
  await swap(tx, change)
  if (change.ended !== null) await requireRoom(tx, listId)
}

async function editBack(
  tx: Transaction,
  change: Change,
  kind: 'list-name' | 'entry-note' | 'entry-place',
): Promise<string> {
  const id = rowOf(change)
  const before = change.before ?? ''
  const after = change.after ?? ''
  if (kind === 'list-name') {
    await lockList(tx, change, id)
    const edited = await tx.featureList.updateMany({
      where: { id, retiredAt: null, name: after },
      data: { name: before },
    })
    if (edited.count === 0) throw gone(change)
    return before
  }
  const listId = await lockListOf(tx, change)
  const standing = { id, retiredAt: null }
  if (kind === 'entry-note') {
    const edited = await tx.listEntry.updateMany({
      where: { ...standing, note: after },
      data: { note: before },
    })
    if (edited.count === 0) throw gone(change)
    return before
  }
  const rank = await freeRank(tx, listId, new Prisma.Decimal(before))
  const edited = await tx.listEntry.updateMany({ where: { ...standing, rank: after }, data: { rank } })
  if (edited.count === 0) throw gone(change)
  return rank.toFixed()
}

async function lockListOf(tx: Transaction, change: Change): Promise<number> {
  const { listId } = await tx.listEntry.findUniqueOrThrow({ where: { id: rowOf(change) } })
  await lockList(tx, change, listId)
  return listId
}

/** Locks the list that a change is about. Throws `conflict` if the list was removed. */
async function lockList(tx: Transaction, change: Change, listId: number): Promise<void> {
  if (!(await touchList(tx, listId)))
    throw new SemascopeError('conflict', `change ${change.id} cannot be undone: its list was removed`)
}

const gone = ({ id }: Change) =>
  new SemascopeError('conflict', `change ${id} cannot be undone: it was changed again since`)
