import { SemascopeError } from '@/lib/errors'
import type { Database } from './database'
import { Prisma, type Annotation as Row } from './generated/client'
import { prepared } from './prepared'
import { lockFeature, refreshShown } from './shown-columns'
import { onPrisma } from './statement-runner'

/** The paper's rubric, at most 14 points in all. */
export interface NewAnnotation {
  readonly dictionaryId: number
  readonly index: number
  readonly annotator: string
  readonly interpretation: string
  /** 0–3 */
  readonly confidence: number
  /** 0–5 */
  readonly activationConsistency: number
  /** 0–3 */
  readonly logitConsistency: number
  /** 0–1, or null when not asked. */
  readonly separation: number | null
  /** 0–3 */
  readonly specificity: number
}

export interface Annotation extends NewAnnotation {
  readonly id: number
  readonly createdAt: Date
  /** When a later annotation of the same person replaced it. */
  readonly retiredAt: Date | null
}

type Prismatic = Pick<Database, 'prisma'>

/**
 * Stores a person's annotation of a feature; the same person's earlier one becomes history, which is one change. Throws `not_found` for
 * an unknown feature and `invalid_input` for a score out of range.
 */
export async function addAnnotation(
  { prisma }: Prismatic,
  annotation: NewAnnotation,
): Promise<Annotation & { readonly change: number }> {
  const { dictionaryId, index, annotator } = annotation
  const data = {
    ...annotation,
    annotator: annotator.trim(),
    interpretation: annotation.interpretation.trim(),
  }
  try {
    const row = await prisma.$transaction(async (tx) => {
      // Two submissions of one person at once: the second waits, then retires the first.
      const analysisId = await lockFeature(onPrisma(tx), { dictionaryId, index })
      const standing = { dictionaryId, index, annotator: data.annotator, retiredAt: null }
      const ended = await tx.annotation.findFirst({ where: standing, select: { id: true } })
      await tx.annotation.updateMany({ where: standing, data: { retiredAt: new Date() } })
      const row = await tx.annotation.create({ data })
      await refreshShown(onPrisma(tx), { dictionaryId, analysisId, index })
      const [change] = await tx.$queryRaw<{ id: bigint }[]>`
        INSERT INTO change (person, kind, stands, ended)
        VALUES (${data.annotator}, 'score', ${row.id}, ${ended?.id ?? null}) RETURNING id`
      return { ...fromRow(row), change: Number(change.id) }
    })
    return row
  } catch (cause) {
    if (isCheckViolation(cause))
      throw new SemascopeError('invalid_input', 'the annotation has a score or text outside the rubric', {
        cause,
      })
    throw cause
  }
}

/** Annotations of a feature, newest first: the standing one of each person, or with `history` all. */
export async function listAnnotations(
  { pool }: Pick<Database, 'pool'>,
  dictionaryId: number,
  index: number,
  { history = false }: { history?: boolean } = {},
): Promise<Annotation[]> {
  const { rows } = await pool.query<Annotation>(
    prepared(
      `SELECT id, dictionary_id AS "dictionaryId", "index", annotator, interpretation, confidence,
            activation_consistency AS "activationConsistency", logit_consistency AS "logitConsistency", separation,
            specificity, created_at AS "createdAt", retired_at AS "retiredAt"
       FROM annotation WHERE dictionary_id = $1 AND "index" = $2 AND ($3 OR retired_at IS NULL)
      ORDER BY created_at DESC, id DESC`,
      [dictionaryId, index, history],
    ),
  )
  return rows
}

/** A person's standing annotation of a feature, or undefined. */
export async function currentAnnotation(
  { prisma }: Prismatic,
  dictionaryId: number,
  index: number,
  annotator: string,
): Promise<Annotation | undefined> {
  const row = await prisma.annotation.findFirst({
    where: { dictionaryId, index, annotator, retiredAt: null },
  })
  return row ? fromRow(row) : undefined
}

function fromRow(row: Row): Annotation {
  return { ...row, id: Number(row.id) }
}

function isCheckViolation(error: unknown): boolean {
  return (
    (error instanceof Prisma.PrismaClientKnownRequestError ||
      error instanceof Prisma.PrismaClientUnknownRequestError) &&
    /check constraint|23514|out of range|22003/i.test(`${error.message} ${JSON.stringify(error)}`)
  )
}
