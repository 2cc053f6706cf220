import { BlindEvidenceSchema, type Draft, type ScoreBody, type SkipBody } from '@/lib/contract/studies'
import { SemascopeError } from '@/lib/errors'
import type { Entities } from '../database'
import type { Prisma } from '../generated/client'
import { toJson } from '../json'
import type { Transaction } from '../transaction'
import { lockQueue, requireOpen } from './locks'
import { insertScore, repeatedScore, retireScore, type StoredScore } from './scores'

interface OwnItem {
  readonly annotator: string
  readonly item: string
}

interface Place {
  readonly slot: number
  readonly state: 'open' | 'scored' | 'skipped'
  readonly now: Date
}

/**
 * Stores a person's answers on an item they have taken. What is returned is on disk, once: sending the same
 * submission again returns the same. Throws `not_found` for an item that is not theirs, `conflict` for a closed
 * study, an item already scored, or a submission that was used for other answers.
 */
export async function submitScore(db: Entities, study: number, body: ScoreBody): Promise<StoredScore> {
  return durably(db, study, body.annotator, async (tx) => {
    const before = await repeatedScore(tx, study, body)
    if (before) return before
    const { asksLevels } = await requireOpen(tx, study)
    const place = await ownPlace(tx, study, body)
    if (place.state !== 'open')
      throw new SemascopeError('conflict', `item ${body.item} is already ${place.state}`)
    await checkLevels(tx, body, asksLevels)
    const score = await insertScore(tx, study, place.slot, body)
    await setPlace(tx, body.item, place, { state: 'scored', milliseconds: body.milliseconds })
    return score
  })
}

/** Leaves an item out for a reason. Repeating it changes nothing. Throws as submitScore. */
export async function skipItem(db: Entities, study: number, body: SkipBody): Promise<void> {
  await durably(db, study, body.annotator, async (tx) => {
    await requireOpen(tx, study)
    const place = await ownPlace(tx, study, body)
    if (place.state === 'scored') throw new SemascopeError('conflict', `item ${body.item} is already scored`)
    const { milliseconds, reason, note } = body
    const skip = { skipReason: reason, skipNote: note || null }
    await setPlace(tx, body.item, place, { state: 'skipped', milliseconds, ...skip })
  })
}

/** Keeps answers so far; an item that is finished meanwhile stays as it is. Throws as submitScore. */
export async function saveDraft(
  { prisma }: Entities,
  study: number,
  body: OwnItem & { draft: Draft; milliseconds: number },
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await lockQueue(tx, study, body.annotator)
    await requireOpen(tx, study)
    const place = await ownPlace(tx, study, body)
    if (place.state !== 'open') return
    await setPlace(tx, body.item, place, { draft: toJson(body.draft), milliseconds: body.milliseconds })
  })
}

/**
 * Takes a person's answers on an item back, or their skipping it: it is open again with those answers. Repeating it
 * changes nothing. Throws as submitScore.
 */
export async function undoItem(db: Entities, study: number, body: OwnItem): Promise<void> {
  await durably(db, study, body.annotator, async (tx) => {
    await requireOpen(tx, study)
    const place = await ownPlace(tx, study, body)
    if (place.state === 'open') return
    const answers = await retireScore(tx, body.item, place.slot)
    const draft = answers ? { draft: toJson(answers) } : {}
    await setPlace(tx, body.item, place, { state: 'open', skipReason: null, skipNote: null, ...draft })
  })
}

/** A transaction on a person's queue that is on disk when it returns, whatever the server's default. */
async function durably<T>(
  { prisma }: Entities,
  study: number,
  annotator: string,
  action: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL synchronous_commit = on`
    await lockQueue(tx, study, annotator)
    return action(tx)
  })
}

/**
 * Locks a person's place on an item, which may have gone to somebody else when it was abandoned. The time is the
 * database's: the place touched last is what a person goes back to. Throws `not_found`.
 */
async function ownPlace(tx: Transaction, study: number, { item, annotator }: OwnItem): Promise<Place> {
  const [place] = await tx.$queryRaw<Place[]>`
    SELECT slot, state, clock_timestamp() AS now FROM study_assignment
     WHERE study_id = ${study} AND item_id = ${item}::uuid AND annotator = ${annotator} FOR UPDATE`
  if (!place) throw new SemascopeError('not_found', `${annotator} has not been given item ${item}`)
  return place
}

async function setPlace(
  tx: Transaction,
  itemId: string,
  { slot, now }: Place,
  data: Prisma.StudyAssignmentUncheckedUpdateManyInput,
): Promise<void> {
  await tx.studyAssignment.update({
    where: { itemId_slot: { itemId, slot } },
    data: { ...data, touchedAt: now },
  })
}

/** Exactly the levels that have examples are scored. */
async function checkLevels(tx: Transaction, { item, levels }: ScoreBody, asksLevels: boolean): Promise<void> {
  if (asksLevels !== (levels !== null))
    throw new SemascopeError(
      'invalid_input',
      `body "levels": this study ${asksLevels ? 'asks for' : 'does not ask for'} activation levels`,
    )
  if (levels === null) return
  const { evidence } = await tx.studyItem.findUniqueOrThrow({
    where: { id: item },
    select: { evidence: true },
  })
  const { groups } = BlindEvidenceSchema.parse(evidence)
  const filled = new Set(groups.filter(({ examples }) => examples.length > 0).map(({ level }) => level))
  const wrong = levels.findIndex((value, at) => (value !== null) !== filled.has(at))
  if (wrong >= 0)
    throw new SemascopeError(
      'invalid_input',
      `body "levels.${wrong}": ${levels[wrong] === null ? 'must be answered' : 'has no examples, so it must be null'}`,
    )
}
