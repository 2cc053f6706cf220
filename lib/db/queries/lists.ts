import type { FeatureList, ListRow, ListSummary } from '@/lib/contract/lists'
import { SemascopeError } from '@/lib/errors'
import type { Database, Entities } from '../database'
import type { Prisma } from '../generated/client'
import { getPublished } from '../published'
import type { Queryable } from '../transaction'
import { featureRows } from './feature-rows'
import { nameFeatures, UNNAMED } from './named-features'

const standing = { retiredAt: null }
const COUNTED = { _count: { select: { entries: { where: standing } } } } as const

function summary(list: Prisma.FeatureListGetPayload<{ include: typeof COUNTED }>): ListSummary {
  const { slug, name, owner, createdAt, updatedAt, _count } = list
  const times = { createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() }
  return { slug, name, owner, ...times, entries: _count.entries }
}

/** Returns all lists, last changed first. */
export async function readLists({ prisma }: Entities): Promise<ListSummary[]> {
  const lists = await prisma.featureList.findMany({
    where: standing,
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    take: 500,
    include: COUNTED,
  })
  return lists.map(summary)
}

const ENTRIES = {
  where: standing,
  orderBy: [{ rank: 'asc' }, { id: 'asc' }],
  include: {
    feature: {
      include: { dictionary: { select: { slug: true, currentAnalysisId: true, model: true } } },
    },
  },
} as const satisfies Prisma.FeatureList$entriesArgs

type EntryRow = Prisma.ListEntryGetPayload<Pick<typeof ENTRIES, 'include'>>

/** Returns a list with its features under their current labels. Throws `not_found`. */
export async function readList({ prisma, pool }: Database, slug: string): Promise<FeatureList> {
  const list = await prisma.featureList.findUnique({
    where: { slug },
    include: { ...COUNTED, entries: ENTRIES },
  })
  if (!list || list.retiredAt) throw new SemascopeError('not_found', `there is no list "${slug}"`)
  const names = await nameAll(pool, list.entries)
  return {
    ...summary(list),
    entries: list.entries.length,
    items: list.entries.map(({ id, index, note, createdAt, feature: { dictionary } }) => {
      const { label, topTokens } = names.get(dictionary.currentAnalysisId)?.get(index) ?? UNNAMED
      const feature = { dictionary: dictionary.slug, feature: index, label, topTokens }
      return { id: Number(id), ...feature, note, addedAt: createdAt.toISOString() }
    }),
  }
}

/** Returns what a row shows of each entry; entries of a dictionary that is not analysed have none. Throws `not_found`. */
export async function readListRows(db: Database, slug: string): Promise<ListRow[]> {
  const list = await db.prisma.featureList.findUnique({ where: { slug }, include: { entries: ENTRIES } })
  if (!list || list.retiredAt) throw new SemascopeError('not_found', `there is no list "${slug}"`)
  const analysed = list.entries.filter(({ feature }) => feature.dictionary.currentAnalysisId !== null)
  const slugs = new Set(analysed.map(({ feature }) => feature.dictionary.slug))
  const rows = [...slugs].map(async (dictionary) => {
    const entries = analysed.filter(({ feature }) => feature.dictionary.slug === dictionary)
    const indices = entries.map(({ index }) => index)
    const found = await featureRows(db.pool, await getPublished(db, dictionary), indices)
    const byIndex = new Map(found.map((row) => [row.index, row]))
    return entries.flatMap(({ id, index }) => {
      const row = byIndex.get(index)
      if (!row) return []
      const { count, density, maxActivation, sparkline, example } = row
      return { ...{ entry: Number(id), count, density, maxActivation }, sparkline, example }
    })
  })
  return (await Promise.all(rows)).flat()
}

/** By analysis and feature. */
async function nameAll(db: Queryable, entries: readonly EntryRow[]) {
  const analyses = new Map<number | null, EntryRow[]>()
  for (const entry of entries) {
    const { currentAnalysisId } = entry.feature.dictionary
    analyses.set(currentAnalysisId, [...(analyses.get(currentAnalysisId) ?? []), entry])
  }
  const named = [...analyses].map(async ([analysisId, of]) => {
    const { tokenizerHash } = of[0].feature.dictionary.model
    const indices = of.map(({ index }) => index)
    const names =
      analysisId === null
        ? null
        : await nameFeatures(db, { analysis: { id: analysisId }, tokenizerHash }, indices)
    return [analysisId, names] as const
  })
  return new Map(await Promise.all(named))
}
