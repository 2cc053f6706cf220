/** Lists of features. Every write locks its list first, so that one list has one writer at a time. */
import { randomBytes } from 'node:crypto'
import { LIST_LONGEST, slugWords } from '@/lib/contract/lists'
import { SemascopeError } from '@/lib/errors'
import type { Entities } from '../database'
import type { FeatureList } from '../generated/client'
import type { Transaction } from '../transaction'
import { recordChange, recordChanges, requireAuthor } from './changes'
import { endRank, rankAt } from './ranks'

/** A feature, as rows refer to it. */
interface FeatureOfList {
  readonly dictionaryId: number
  readonly index: number
}

interface NewList {
  readonly name: string
  readonly person: string
  /** End of the address, by chance if it is left out. With the same key, a person's second call finds the first list. */
  readonly key?: string | undefined
  readonly features?: readonly FeatureOfList[]
}

/** Makes a list with its first features; its address has the words of its name. Throws `conflict` if the key is another's. */
export async function createList(
  { prisma }: Entities,
  { name, person, key = randomBytes(4).toString('hex'), features = [] }: NewList,
): Promise<{ slug: string; change: number | null }> {
  const slug = `${slugWords(name)}-${key}`
  return prisma.$transaction(async (tx) => {
    const [made] = await tx.featureList.createManyAndReturn({
      data: { slug, name, owner: person },
      skipDuplicates: true,
    })
    if (made) {
      await insertEntries(tx, made, features)
      return { slug, change: await recordChange(tx, { person, kind: 'list', stands: made.id }) }
    }
    const list = await tx.featureList.findUniqueOrThrow({ where: { slug } })
    if (list.owner !== person || list.retiredAt)
      throw new SemascopeError('conflict', `the address "${slug}" is taken`)
    return { slug, change: null }
  })
}

/** Renames a list; its address stays. Throws `not_found` and `forbidden`, like all other writes of lists. */
export async function renameList(
  db: Entities,
  slug: string,
  { name, person }: { name: string; person: string },
): Promise<number | null> {
  return onList(db, slug, person, async (tx, list) => {
    if (list.name === name) return null
    await tx.featureList.update({ where: { id: list.id }, data: { name } })
    const edited = { stands: list.id, ended: list.id, before: list.name, after: name }
    return recordChange(tx, { person, kind: 'list-name', ...edited })
  })
}

/** Retires a list with all its entries. */
export async function removeList(db: Entities, slug: string, person: string): Promise<number> {
  return onList(db, slug, person, async (tx, list) => {
    await tx.featureList.update({ where: { id: list.id }, data: { retiredAt: new Date() } })
    return recordChange(tx, { person, kind: 'list', ended: list.id })
  })
}

/** Adds a feature to the end. Returns null if the list has it already. Throws `conflict` for a full list. */
export async function addEntry(
  db: Entities,
  slug: string,
  { person, note, ...feature }: FeatureOfList & { note: string; person: string },
): Promise<number | null> {
  return onList(db, slug, person, async (tx, list) => {
    const [id] = await insertEntries(tx, list, [feature], note)
    return id === undefined ? null : recordChange(tx, { person, kind: 'entry', stands: id })
  })
}

/** Adds features to the end, without those that the list has already. Returns the change of each that was added. */
export async function addEntries(
  db: Entities,
  slug: string,
  { person, features }: { person: string; features: readonly FeatureOfList[] },
): Promise<number[]> {
  const changes = await onList(db, slug, person, async (tx, list) => {
    const ids = await insertEntries(tx, list, features)
    if (ids.length === 0) return null
    return recordChanges(
      tx,
      ids.map((stands) => ({ person, kind: 'entry', stands })),
    )
  })
  return changes ?? []
}

async function insertEntries(
  tx: Transaction,
  list: Pick<FeatureList, 'id' | 'owner'>,
  features: readonly FeatureOfList[],
  note = '',
): Promise<bigint[]> {
  if (features.length === 0) return []
  const first = await endRank(tx, list.id)
  const rows = await tx.listEntry.createManyAndReturn({
    data: features.map((feature, at) => ({
      ...{ ...feature, note, listId: list.id, owner: list.owner },
      rank: first.plus(at),
    })),
    ...{ skipDuplicates: true, select: { id: true } },
  })
  if (rows.length > 0) await requireRoom(tx, list.id)
  return rows.map(({ id }) => id)
}

/** Throws `conflict` if a list has too many entries. */
export async function requireRoom(tx: Transaction, listId: number): Promise<void> {
  const entries = await tx.listEntry.count({ where: { listId, retiredAt: null } })
  if (entries > LIST_LONGEST)
    throw new SemascopeError('conflict', `a list has at most ${LIST_LONGEST} features, and this one is full`)
}

/** Changes the note of an entry, or moves it to a place among the others. Returns null if nothing changed. */
export async function editEntry(
  db: Entities,
  slug: string,
  entryId: number,
  edit: { person: string; note?: string | undefined; place?: number | undefined },
): Promise<number | null> {
  const { person, note, place = 0 } = edit
  return onList(db, slug, person, async (tx, list) => {
    const entry = await tx.listEntry.findFirst({ where: { id: entryId, listId: list.id, retiredAt: null } })
    if (!entry) throw new SemascopeError('not_found', `list ${slug} has no entry ${entryId}`)
    const edited = { person, stands: entryId, ended: entryId }
    if (note !== undefined) {
      if (note === entry.note) return null
      await tx.listEntry.update({ where: { id: entryId }, data: { note } })
      return recordChange(tx, { ...edited, kind: 'entry-note', before: entry.note, after: note })
    }
    const rank = await rankAt(tx, list.id, entryId, place)
    if (rank === null) return null
    await tx.listEntry.update({ where: { id: entryId }, data: { rank } })
    const before = entry.rank.toFixed()
    return recordChange(tx, { ...edited, kind: 'entry-place', before, after: rank.toFixed() })
  })
}

/** Removes a feature. Returns null if it was removed already. */
export async function removeEntry(
  db: Entities,
  slug: string,
  entryId: number,
  person: string,
): Promise<number | null> {
  return onList(db, slug, person, async (tx, list) => {
    const entry = await tx.listEntry.findFirst({ where: { id: entryId, listId: list.id } })
    if (!entry) throw new SemascopeError('not_found', `list ${slug} has no entry ${entryId}`)
    if (entry.retiredAt) return null
    await tx.listEntry.update({ where: { id: entryId }, data: { retiredAt: new Date() } })
    return recordChange(tx, { person, kind: 'entry', ended: entryId })
  })
}

/**
 * Sets the time of a list's last change by the clock of the database, because that time orders lists, and locks the list.
 * Returns true if the list was not removed.
 */
export async function touchList(tx: Transaction, id: number): Promise<boolean> {
  const [list] = await tx.$queryRaw<{ standing: boolean }[]>`
    UPDATE feature_list SET updated_at = clock_timestamp() WHERE id = ${id} RETURNING retired_at IS NULL AS standing`
  return list?.standing ?? false
}

async function onList<T>(
  { prisma }: Entities,
  slug: string,
  person: string,
  write: (tx: Transaction, list: FeatureList) => Promise<T>,
): Promise<T> {
  return prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM feature_list WHERE slug = ${slug} FOR UPDATE`
    const list = await tx.featureList.findUnique({ where: { slug } })
    if (!list || list.retiredAt) throw new SemascopeError('not_found', `there is no list "${slug}"`)
    requireAuthor(`list "${list.name}"`, list.owner, person)
    const result = await write(tx, list)
    if (result !== null) await touchList(tx, list.id)
    return result
  })
}
