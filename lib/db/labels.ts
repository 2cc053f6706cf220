/** Labels as they are read, and those that people give. */
import { SemascopeError } from '@/lib/errors'
import type { Entities } from './database'
import type { Label } from './generated/client'
import { recordChange, requireAuthor } from './marks/changes'
import { writeOnFeature } from './marks/on-feature'
import type { OfFeature } from './shown-columns'

export interface LabelRow extends Omit<Label, 'id' | 'authorKind'> {
  readonly id: number
  readonly authorKind: 'person' | 'rules' | 'llm'
  /** Whether this is its author's standing label: the newest of the author, and not retired. */
  readonly current: boolean
}

/**
 * Labels of one feature, newest first, with the history of people's. Computed labels of analyses other than the
 * current one are left out.
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
    // the table admits no other kind
    return { ...row, id: Number(row.id), authorKind: row.authorKind as LabelRow['authorKind'], current }
  })
}

/**
 * Adds a person's label; earlier ones stay as history. Returns its id and the change. The feature's shown label
 * changes in the same transaction. Throws `not_found`, or `invalid_input` for a text or name of the wrong length.
 */
export async function addLabel(
  db: Entities,
  label: OfFeature & { text: string; author: string },
): Promise<{ id: number; change: number }> {
  const { dictionaryId, index } = label
  const text = label.text.trim()
  const author = label.author.trim()
  checkLength('a label', text, 280)
  checkLength("an author's name", author, 80)
  return writeOnFeature(db, label, async (tx) => {
    const { id } = await tx.label.create({
      data: { dictionaryId, index, text, authorKind: 'person', author },
      select: { id: true },
    })
    return { id: Number(id), change: await recordChange(tx, { person: author, kind: 'label', stands: id }) }
  })
}

/** Length as Postgres counts it: in code points. */
function checkLength(what: string, text: string, most: number): void {
  const length = [...text].length
  if (length < 1 || length > most || text.includes('\0'))
    throw new SemascopeError('invalid_input', `${what} has 1 to ${most} characters, this one has ${length}`)
}

/**
 * Retires a person's own label; it stays in the history. Returns the change, null when it is retired already, and the
 * feature it was on. Throws `not_found`, and `forbidden` for a computed label, which belongs to its analysis, or
 * somebody else's.
 */
export async function retireLabel(
  db: Entities,
  labelId: number,
  person: string,
): Promise<OfFeature & { change: number | null }> {
  const found = await db.prisma.label.findUnique({ where: { id: labelId } })
  if (!found) throw new SemascopeError('not_found', `there is no label ${labelId}`)
  if (found.authorKind !== 'person')
    throw new SemascopeError('forbidden', `label ${labelId} is computed and goes with its analysis`)
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
