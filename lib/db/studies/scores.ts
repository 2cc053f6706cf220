/** Scores as they are stored. The levels are an array with gaps, which Prisma has no type for: they are written in SQL. */
import type { Draft, ScoreBody } from '@/lib/contract/studies'
import { LEVELS_SCORED } from '@/lib/domain/study'
import { SemascopeError } from '@/lib/errors'
import type { Transaction } from '../transaction'

export interface StoredScore {
  readonly submission: string
  readonly item: string
  readonly total: number
}

type Levels = (number | null)[] | null

const QUESTIONS = [
  ...(['interpretation', 'confidence', 'activationConsistency', 'logitConsistency'] as const),
  ...(['separation', 'specificity'] as const),
] as const

/**
 * Returns what a submission stored before; undefined when it is new. Throws `conflict` when it was used for other
 * answers.
 */
export async function repeatedScore(
  tx: Transaction,
  studyId: number,
  body: ScoreBody,
): Promise<StoredScore | undefined> {
  const { submission, item, annotator } = body
  const stored = await tx.studyScore.findUnique({ where: { submission }, omit: { levels: true } })
  if (!stored) return undefined
  const isOfItem = stored.studyId === studyId && stored.itemId === item && stored.annotator === annotator
  const isSame =
    isOfItem &&
    QUESTIONS.every((question) => stored[question] === body[question]) &&
    sameLevels(await levelsOf(tx, submission), body.levels)
  if (!isSame) throw new SemascopeError('conflict', `submission ${submission} was used for other answers`)
  return { submission, item, total: stored.total ?? 0 }
}

const sameLevels = (a: Levels, b: Levels) =>
  a === null || b === null ? a === b : a.every((level, at) => level === b[at])

async function levelsOf(tx: Transaction, submission: string): Promise<Levels> {
  const [row] = await tx.$queryRaw<{ levels: Levels }[]>`
    SELECT levels FROM study_score WHERE submission = ${submission}::uuid`
  return row?.levels ?? null
}

/** Stores a person's answers on a place of theirs. */
export async function insertScore(
  tx: Transaction,
  study: number,
  slot: number,
  body: ScoreBody,
): Promise<StoredScore> {
  const [{ total }] = await tx.$queryRaw<{ total: number }[]>`
    INSERT INTO study_score (submission, study_id, item_id, slot, annotator, asks_levels, interpretation,
      confidence, activation_consistency, logit_consistency, separation, specificity, levels, milliseconds)
    VALUES (${body.submission}::uuid, ${study}, ${body.item}::uuid, ${slot}, ${body.annotator},
      ${body.levels !== null}, ${body.interpretation}, ${body.confidence}, ${body.activationConsistency},
      ${body.logitConsistency}, ${body.separation}, ${body.specificity}, ${arrayText(body.levels)}::smallint[],
      ${body.milliseconds})
    RETURNING total`
  return { submission: body.submission, item: body.item, total }
}

/** As Postgres writes an array: `{3,NULL,5}`. */
const arrayText = (levels: Levels) => levels && `{${levels.map((level) => level ?? 'NULL').join(',')}}`

/** Retires the standing score of a place. Returns its answers; undefined when there is none. */
export async function retireScore(tx: Transaction, itemId: string, slot: number): Promise<Draft | undefined> {
  const [score] = await tx.studyScore.updateManyAndReturn({
    where: { itemId, slot, retiredAt: null },
    data: { retiredAt: new Date() },
    omit: { levels: true },
  })
  if (!score) return undefined
  const { interpretation, confidence, activationConsistency, logitConsistency, separation, specificity } =
    score
  const levels = (await levelsOf(tx, score.submission)) ?? Array.from({ length: LEVELS_SCORED }, () => null)
  const figures = { confidence, activationConsistency, logitConsistency, separation, specificity }
  return { interpretation, ...figures, levels }
}
