import { type Marks, NO_MARKS } from '@/lib/contract/marks'
import type { Entities } from '../database'

const standing = { retiredAt: null }

/** Returns what people added to a feature, with at most `comments` of its newest comments. */
export async function readMarks(
  { prisma }: Entities,
  dictionaryId: number,
  index: number,
  comments = 1000,
): Promise<Marks> {
  const feature = await prisma.feature.findUnique({
    where: { dictionaryId_index: { dictionaryId, index } },
    select: {
      stars: { where: standing, orderBy: { id: 'asc' }, select: { person: true } },
      tags: { where: standing, orderBy: [{ tag: 'asc' }, { id: 'asc' }] },
      entries: {
        where: { ...standing, list: standing },
        orderBy: [{ list: { name: 'asc' } }, { listId: 'asc' }],
        select: { id: true, list: { select: { slug: true, name: true, owner: true } } },
      },
      comments: { where: standing, orderBy: { id: 'desc' }, take: comments },
      _count: { select: { comments: { where: standing } } },
    },
  })
  if (!feature) return NO_MARKS
  return {
    stars: feature.stars.map(({ person }) => person),
    tags: byTag(feature.tags),
    lists: feature.entries.map(({ id, list }) => ({ ...list, entry: Number(id) })),
    comments: feature.comments.map(({ id, person, text, createdAt }) => ({
      ...{ id: Number(id), person, text },
      createdAt: createdAt.toISOString(),
    })),
    commentCount: feature._count.comments,
  }
}

function byTag(rows: readonly { tag: string; id: bigint; person: string }[]): Marks['tags'] {
  const tags = new Map<string, Marks['tags'][number]>()
  for (const { tag, id, person } of rows) {
    const found = tags.get(tag) ?? { tag, by: [] }
    found.by.push({ id: Number(id), person })
    tags.set(tag, found)
  }
  return [...tags.values()]
}

/** Returns the tags by people on features of a dictionary, most used first. */
export async function readTags(
  { prisma }: Entities,
  dictionaryId: number,
): Promise<{ tag: string; features: number }[]> {
  const tagged = await prisma.personTag.groupBy({
    by: ['tag', 'index'],
    where: { dictionaryId, retiredAt: null },
    orderBy: { tag: 'asc' },
  })
  const features = new Map<string, number>()
  for (const { tag } of tagged) features.set(tag, (features.get(tag) ?? 0) + 1)
  return [...features]
    .map(([tag, count]) => ({ tag, features: count }))
    .sort((a, b) => b.features - a.features)
}
