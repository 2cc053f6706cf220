import { BlindEvidenceSchema, DraftSchema, type QueueAnswer } from '@/lib/contract/studies'
import type { Entities } from '../database'
import type { Transaction } from '../transaction'
import { lockQueue, requireOpen } from './locks'
import { progressOf } from './progress'
import { takeItem } from './take'

/**
 * The item a person works on: the one they took or reopened last, else a random free one, which is theirs from
 * then on. Items with the fewest takers come first. Throws `not_found` and `conflict` (closed).
 */
export async function claimNext(
  { prisma }: Entities,
  study: number,
  annotator: string,
): Promise<QueueAnswer> {
  return prisma.$transaction(async (tx) => {
    await lockQueue(tx, study, annotator)
    await requireOpen(tx, study)
    const held = await latestItem(tx, study, annotator, ['open'])
    const item = held ?? (await takeItem(tx, study, annotator))
    return {
      progress: await progressOf(tx, study, annotator),
      previous: await latestItem(tx, study, annotator, ['scored', 'skipped']),
      item: item === null ? null : await readItem(tx, item, annotator),
    }
  })
}

/** The item in one of these states that a person touched last. */
async function latestItem(
  tx: Transaction,
  studyId: number,
  annotator: string,
  states: string[],
): Promise<string | null> {
  const found = await tx.studyAssignment.findFirst({
    where: { studyId, annotator, state: { in: states } },
    orderBy: { touchedAt: 'desc' },
    select: { itemId: true },
  })
  return found?.itemId ?? null
}

async function readItem(tx: Transaction, itemId: string, annotator: string): Promise<QueueAnswer['item']> {
  const { draft, milliseconds, item } = await tx.studyAssignment.findUniqueOrThrow({
    where: { itemId_annotator: { itemId, annotator } },
    select: { draft: true, milliseconds: true, item: { select: { evidence: true } } },
  })
  return {
    id: itemId,
    evidence: BlindEvidenceSchema.parse(item.evidence),
    draft: draft === null ? null : DraftSchema.parse(draft),
    milliseconds: milliseconds ?? 0,
  }
}
