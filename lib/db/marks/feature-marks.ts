/** Writes stars, comments and tags. Each write is one transaction with its change; repeating it changes nothing. */
import { SemascopeError } from '@/lib/errors'
import type { Entities } from '../database'
import type { OfFeature } from '../shown-columns'
import { recordChange, requireAuthor } from './changes'
import { writeOnFeature } from './on-feature'

export interface OnFeature extends OfFeature {
  readonly person: string
}

/** Stars a feature or removes the star. Returns the change, or null if nothing changed. */
export function setStar(db: Entities, mark: OnFeature & { starred: boolean }): Promise<number | null> {
  const { dictionaryId, index, person, starred } = mark
  const star = { dictionaryId, index, person }
  return writeOnFeature(db, star, async (tx) => {
    const [row] = starred
      ? await tx.star.createManyAndReturn({ data: star, skipDuplicates: true, select: { id: true } })
      : await tx.star.updateManyAndReturn({
          where: { ...star, retiredAt: null },
          data: { retiredAt: new Date() },
          select: { id: true },
        })
    if (!row) return null
    return recordChange(tx, { person, kind: 'star', ...(starred ? { stands: row.id } : { ended: row.id }) })
  })
}

/** Adds a normalised tag. Returns the change, or null if the person has the tag there already. */
export function addTag(db: Entities, mark: OnFeature & { tag: string }): Promise<number | null> {
  const { dictionaryId, index, person, tag } = mark
  const data = { dictionaryId, index, person, tag }
  return writeOnFeature(db, data, async (tx) => {
    const [row] = await tx.personTag.createManyAndReturn({
      ...{ data, skipDuplicates: true, select: { id: true } },
    })
    return row ? recordChange(tx, { person, kind: 'tag', stands: row.id }) : null
  })
}

/** Adds a comment. Returns the change, or null if it repeats the newest comment of the person there. */
export function addComment({ prisma }: Entities, mark: OnFeature & { text: string }): Promise<number | null> {
  const { dictionaryId, index, person, text } = mark
  return prisma.$transaction(async (tx) => {
    // one writer of a feature's comments at a time, so that the same one sent twice at once is kept once
    await tx.$queryRaw`
      SELECT 1 FROM feature WHERE dictionary_id = ${dictionaryId} AND "index" = ${index} FOR NO KEY UPDATE`
    const newest = await tx.comment.findFirst({
      where: { dictionaryId, index, person, retiredAt: null },
      orderBy: { id: 'desc' },
    })
    if (newest?.text === text) return null
    const { id } = await tx.comment.create({ data: { dictionaryId, index, person, text } })
    return recordChange(tx, { person, kind: 'comment', stands: id })
  })
}

/** The feature of a removed mark, and the change; null if the mark was removed already. */
export interface Removed extends OfFeature {
  readonly change: number | null
}

/** Retires a tag of a person. Throws `not_found`, and `forbidden` if the tag belongs to another person. */
export async function removeTag(db: Entities, id: number, person: string): Promise<Removed> {
  const { dictionaryId, index } = own(
    `tag ${id}`,
    await db.prisma.personTag.findUnique({ where: { id } }),
    person,
  )
  const change = await writeOnFeature(db, { dictionaryId, index }, async (tx) => {
    const { count } = await tx.personTag.updateMany({
      where: { id, retiredAt: null },
      data: { retiredAt: new Date() },
    })
    return count === 0 ? null : recordChange(tx, { person, kind: 'tag', ended: id })
  })
  return { dictionaryId, index, change }
}

/** Retires a comment of a person. Throws like removeTag. */
export async function removeComment({ prisma }: Entities, id: number, person: string): Promise<Removed> {
  const { dictionaryId, index } = own(
    `comment ${id}`,
    await prisma.comment.findUnique({ where: { id } }),
    person,
  )
  const change = await prisma.$transaction(async (tx) => {
    const { count } = await tx.comment.updateMany({
      where: { id, retiredAt: null },
      data: { retiredAt: new Date() },
    })
    return count === 0 ? null : recordChange(tx, { person, kind: 'comment', ended: id })
  })
  return { dictionaryId, index, change }
}

function own<T extends { person: string }>(what: string, row: T | null, person: string): T {
  if (!row) throw new SemascopeError('not_found', `there is no ${what}`)
  requireAuthor(what, row.person, person)
  return row
}
