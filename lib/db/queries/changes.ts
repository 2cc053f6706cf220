import type { Change, ChangeKind } from '@/lib/contract/changes'
import type { Entities } from '../database'
import type { Prisma } from '../generated/client'

/** A row that a change is about: its text, whether it is current, and for edits its text now. */
interface Target {
  readonly id: bigint | number
  readonly text: string
  readonly retiredAt: Date | null
  readonly now?: string
  readonly feature: { readonly dictionary: string; readonly index: number } | null
  readonly list: { readonly slug: string; readonly name: string; readonly retiredAt: Date | null } | null
}

/** Returns the changes of a person, newest first, before the change `before`. */
export async function readChanges(
  db: Entities,
  person: string,
  { limit, before }: { limit: number; before?: number | undefined },
): Promise<Change[]> {
  const changes = await db.prisma.change.findMany({
    where: { person, ...(before === undefined ? {} : { id: { lt: before } }) },
    orderBy: { id: 'desc' },
    take: limit,
    include: { undoneBy: { select: { id: true } } },
  })
  // the table has no other kinds, and requires at least one row
  const about = changes.map((change) => ({
    change,
    kind: change.kind as ChangeKind,
    row: Number(change.stands ?? change.ended),
  }))
  const targets = await readTargets(db, about)
  return about.flatMap(({ change, kind, row }) => {
    const target = targets.get(`${kind} ${row}`)
    return target ? [toChange(change, kind, target)] : []
  })
}

type ChangeRow = Prisma.ChangeGetPayload<{ include: { undoneBy: { select: { id: true } } } }>

function toChange(change: ChangeRow, kind: ChangeKind, target: Target): Change {
  const { stands, ended, after, undoneBy, undoes } = change
  const edited = change.before !== null
  const listStands = !target.list?.retiredAt || kind === 'list'
  const rowIsAsLeft = (stands === null) === (target.retiredAt !== null)
  const saysWhatWasWritten = after === null || after === target.now
  return {
    id: Number(change.id),
    kind,
    action: edited ? 'edited' : ended === null ? 'added' : stands === null ? 'removed' : 'replaced',
    text: kind === 'list-name' || kind === 'entry-note' ? (after ?? '') : target.text,
    dictionary: target.feature?.dictionary ?? null,
    feature: target.feature?.index ?? null,
    list: target.list && { slug: target.list.slug, name: target.list.name },
    createdAt: change.createdAt.toISOString(),
    undoes: undoes === null ? null : Number(undoes),
    undone: undoneBy !== null,
    canUndo: undoneBy === null && listStands && rowIsAsLeft && saysWhatWasWritten,
  }
}

const FEATURE = {
  id: true,
  index: true,
  retiredAt: true,
  feature: { select: { dictionary: { select: { slug: true } } } },
} as const

interface FeatureRow {
  readonly id: bigint
  readonly index: number
  readonly retiredAt: Date | null
  readonly feature: { readonly dictionary: { readonly slug: string } }
}

const onFeature = ({ id, index, retiredAt, feature }: FeatureRow, text: string): Target => ({
  ...{ id, text, retiredAt, list: null },
  feature: { dictionary: feature.dictionary.slug, index },
})

/** Reads the rows that changes are about, with one statement for each of their tables. */
async function readTargets(
  { prisma }: Entities,
  about: readonly { kind: ChangeKind; row: number }[],
): Promise<Map<string, Target>> {
  const idsOf = (...kinds: ChangeKind[]) => ({
    id: { in: [...new Set(about.filter(({ kind }) => kinds.includes(kind)).map(({ row }) => row))] },
  })
  const read = async (
    kinds: readonly ChangeKind[],
    rows: (where: { id: { in: number[] } }) => Promise<Target[]>,
  ) => {
    const where = idsOf(...kinds)
    const found = where.id.in.length === 0 ? [] : await rows(where)
    return found.flatMap((target) => kinds.map((kind) => [`${kind} ${target.id}`, target] as const))
  }
  const all = await Promise.all([
    read(['star'], async (where) =>
      (await prisma.star.findMany({ where, select: FEATURE })).map((row) => onFeature(row, '')),
    ),
    read(['comment'], async (where) =>
      (await prisma.comment.findMany({ where, select: { ...FEATURE, text: true } })).map((row) =>
        onFeature(row, row.text),
      ),
    ),
    read(['tag'], async (where) =>
      (await prisma.personTag.findMany({ where, select: { ...FEATURE, tag: true } })).map((row) =>
        onFeature(row, row.tag),
      ),
    ),
    read(['label'], async (where) =>
      (await prisma.label.findMany({ where, select: { ...FEATURE, text: true } })).map((row) =>
        onFeature(row, row.text),
      ),
    ),
    read(['score'], async (where) =>
      (await prisma.annotation.findMany({ where, select: { ...FEATURE, interpretation: true } })).map((row) =>
        onFeature(row, row.interpretation),
      ),
    ),
    read(['list', 'list-name'], async (where) =>
      (await prisma.featureList.findMany({ where })).map((list) => ({
        ...{ id: list.id, text: list.name, now: list.name, retiredAt: list.retiredAt, feature: null, list },
      })),
    ),
    read(['entry'], async (where) => entries(where, () => ({ text: '' }))),
    read(['entry-note'], async (where) => entries(where, ({ note }) => ({ text: note, now: note }))),
    read(['entry-place'], async (where) => entries(where, ({ rank }) => ({ text: '', now: rank.toFixed() }))),
  ])
  return new Map(all.flat())

  async function entries(
    where: { id: { in: number[] } },
    says: (entry: { note: string; rank: Prisma.Decimal }) => { text: string; now?: string },
  ): Promise<Target[]> {
    const rows = await prisma.listEntry.findMany({
      where,
      select: { ...FEATURE, note: true, rank: true, list: true },
    })
    return rows.map((row) => ({ ...onFeature(row, ''), ...says(row), list: row.list }))
  }
}
