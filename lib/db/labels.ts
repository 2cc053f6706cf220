/** Reads labels, and writes the labels of people. */
import { SemascopeError } from '@/lib/errors'
import type { Entities } from './database'
import type { Label } from './generated/client'
import { recordChange, requireAuthor } from './marks/changes'
import { writeOnFeature } from './marks/on-feature'
import type { OfFeature } from './shown-columns'

export interface LabelRow extends Omit<Label, 'id' | 'authorKind'> {
  readonly id: number
  readonly authorKind: 'person' | 'rules' | 'llm'
  /** True for the current label of an author: the newest one, if it is not retired. */
  readonly current: boolean
}

/**
 * Returns the labels of one feature, newest first, with the history of labels by people. Computed labels of analyses
 * other than the current one are left out.
 */
export async function listLabels(
  { prisma }: Entities,
  dictionaryId: number,
  index: number,
): Promise<LabelRow[]> {
  const dictionary = await prisma.dictionary.findUnique({
    where: { id: dictionaryId },
    select: { currentAnalysisId: true },
  })
  const analysisId = dictionary?.currentAnalysisId ?? null
  const rows = await prisma.label.findMany({
    where: { dictionaryId, index, OR: [{ analysisId: null }, { analysisId }] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  const authors = new Set<string>()
  return rows.map((row) => {
    const author = `${row.authorKind} ${row.author}`
    const current = row.retiredAt === null && !authors.has(author)
    if (current) authors.add(author)
    // the table has no other kinds
    return { ...row, id: Number(row.id), authorKind: row.authorKind as LabelRow['authorKind'], current }
  })
}

/** A label that a person writes. */
export interface NewLabel extends OfFeature {
  readonly text: string
  readonly author: string
  /** The label by a person that the writer saw, or null for none; left out if it does not matter. */
  readonly basedOn?: number | null | undefined
}

/**
 * Adds the label of a person; earlier labels stay as history. Returns the id of the label and the change, which is null if
 * the person's current label says the same. The shown label of the feature changes in the same transaction. Throws
 * `not_found`, `invalid_input` for a text or name of the wrong length, or `conflict` if a label by a person is newer than
 * the one that the writer saw.
 */
export async function addLabel(
  db: Entities,
  label: NewLabel,
): Promise<{ id: number; change: number | null }> {
  const { dictionaryId, index } = label
  const text = label.text.trim()
  const author = label.author.trim()
  checkLength('a label', text, 280)
  checkLength("an author's name", author, 80)
  return writeOnFeature(db, label, async (tx) => {
    const standing = { dictionaryId, index, authorKind: 'person', retiredAt: null }
    const newest = await tx.label.findFirst({ where: standing, orderBy: { id: 'desc' } })
    // sent twice, for example after the answer was lost
    if (newest?.author === author && newest.text === text) return { id: Number(newest.id), change: null }
    if (newest && label.basedOn !== undefined) requireSeen(newest, label.basedOn)
    const { id } = await tx.label.create({
      data: { dictionaryId, index, text, authorKind: 'person', author },
      select: { id: true },
    })
    return { id: Number(id), change: await recordChange(tx, { person: author, kind: 'label', stands: id }) }
  })
}

/** Throws `conflict`, with the label in its details, if a label is newer than the one that the writer saw. */
function requireSeen({ id, text, author, createdAt }: Label, seen: number | null): void {
  if (Number(id) <= (seen ?? -1)) return
  throw new SemascopeError('conflict', `${author} changed this label in the meantime`, {
    details: { newer: { id: Number(id), text, author, createdAt: createdAt.toISOString() } },
  })
}

/** Returns the length in code points, as Postgres counts it. */
function checkLength(what: string, text: string, most: number): void {
  const length = [...text].length
  if (length < 1 || length > most || text.includes('\0'))
    throw new SemascopeError(
      'invalid_input',
      `${what} must have 1 to ${most} characters, but this one has ${length}`,
    )
}

/**
 * Retires a label of a person; the label stays in the history. Returns the feature and the change, which is null if the
 * label is retired already. Throws `not_found`, and `forbidden` for a computed label, which belongs to its analysis, or
 * for the label of another person.
 */
export async function retireLabel(
  db: Entities,
  labelId: number,
  person: string,
): Promise<OfFeature & { change: number | null }> {
  const found = await db.prisma.label.findUnique({ where: { id: labelId } })
  if (!found) throw new SemascopeError('not_found', `there is no label ${labelId}`)
  if (found.authorKind !== 'person')
    throw new SemascopeError('forbidden', `label ${labelId} is computed and belongs to its analysis`)
  requireAuthor(`label ${labelId}`, found.author, person)
  const { dictionaryId, index } = found
  const change = await writeOnFeature(db, { dictionaryId, index }, async (tx) => {
    const { count } = await tx.label.updateMany({
      where: { id: labelId, retiredAt: null },
      data: { retiredAt: new Date() },
    })
    return count === 0 ? null : recordChange(tx, { person, kind: 'label', ended: labelId })
  })
  return { dictionaryId, index, change }
}
