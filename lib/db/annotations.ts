import { SemascopeError } from '@/lib/errors'
import type { Entities } from './database'
import type { Annotation as Row } from './generated/client'
import { recordChange } from './marks/changes'
import { writeOnFeature } from './marks/on-feature'
import { isOutsideLimits } from './refusals'
import type { OfFeature } from './shown-columns'

/** The rubric of the paper, at most 14 points in all. */
export interface NewAnnotation extends OfFeature {
  readonly annotator: string
  readonly interpretation: string
  /** 0–3 */
  readonly confidence: number
  /** 0–5 */
  readonly activationConsistency: number
  /** 0–3 */
  readonly logitConsistency: number
  /** 0–1, or null if not asked. */
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

/**
 * Stores a person's annotation of a feature as one change; an earlier annotation by the same person becomes history.
 * Throws `not_found` for an unknown feature and `invalid_input` for a score out of range.
 */
export async function addAnnotation(
  db: Entities,
  annotation: NewAnnotation,
): Promise<Annotation & { readonly change: number }> {
  const { dictionaryId, index } = annotation
  const annotator = annotation.annotator.trim()
  const data = { ...annotation, annotator, interpretation: annotation.interpretation.trim() }
  try {
    return await writeOnFeature(db, annotation, async (tx) => {
      const [ended] = await tx.annotation.updateManyAndReturn({
        where: { dictionaryId, index, annotator, retiredAt: null },
        data: { retiredAt: new Date() },
        select: { id: true },
      })
      const row = await tx.annotation.create({ data })
      const change = { person: annotator, kind: 'score', stands: row.id, ended: ended?.id ?? null } as const
      return { ...fromRow(row), change: await recordChange(tx, change) }
    })
  } catch (cause) {
    if (isOutsideLimits(cause))
      throw new SemascopeError('invalid_input', 'the annotation has a score or text outside the rubric', {
        cause,
      })
    throw cause
  }
}

/** Returns the annotations of a feature, newest first: the current one of each person, or all with `history`. */
export async function listAnnotations(
  { prisma }: Entities,
  dictionaryId: number,
  index: number,
  { history = false }: { history?: boolean } = {},
): Promise<Annotation[]> {
  const rows = await prisma.annotation.findMany({
    where: { dictionaryId, index, ...(history ? {} : { retiredAt: null }) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  return rows.map(fromRow)
}

function fromRow(row: Row): Annotation {
  return { ...row, id: Number(row.id) }
}
