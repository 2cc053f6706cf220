import type { BlindEvidence } from '@/lib/contract/studies'
import type { StudyRole, StudySettings } from '@/lib/domain/study'
import { SemascopeError } from '@/lib/errors'
import type { Entities } from '../database'
import { toJson } from '../json'
import { lockFeatures, refreshShown } from '../shown-columns'
import { onPrisma } from '../statement-runner'

export interface NewStudy extends StudySettings {
  readonly createdBy: string
  readonly sources: readonly NewSource[]
}

export interface NewSource {
  readonly dictionaryId: number
  readonly analysisId: number
  readonly role: StudyRole
  readonly features: number
  /** Features that may be drawn. */
  readonly eligible: number
  readonly items: readonly {
    readonly index: number
    readonly density: number
    readonly evidence: BlindEvidence
  }[]
}

/** Stores a study with all its items and places in one transaction. Returns its id. */
export async function createStudy({ prisma }: Entities, study: NewStudy): Promise<number> {
  const { name, sampling, itemsEach, examples, annotators, minFirings, asksLevels, seed, createdBy } = study
  const settings = {
    name,
    sampling,
    itemsEach,
    examples,
    annotators,
    minFirings,
    asksLevels,
    seed,
    createdBy,
  }
  return prisma.$transaction(async (tx) => {
    const { id: studyId } = await tx.study.create({ data: settings, select: { id: true } })
    await tx.studySource.createMany({
      data: study.sources.map(({ items: _, ...source }) => ({ ...source, studyId })),
    })
    await tx.studyItem.createMany({
      data: study.sources.flatMap(({ items, dictionaryId, role }) =>
        items.map(({ index, density, evidence }) => ({
          ...{ studyId, dictionaryId, role, index, density, evidence: toJson(evidence) },
        })),
      ),
    })
    await tx.$executeRaw`
      INSERT INTO study_assignment (item_id, slot, study_id, annotators)
      SELECT i.id, slot, t.id, t.annotators
        FROM study t JOIN study_item i ON i.study_id = t.id, generate_series(1, t.annotators) slot
       WHERE t.id = ${studyId}`
    return studyId
  })
}

/** Closes a study for good; closing it again changes nothing. Throws `not_found`. */
export async function closeStudy({ prisma }: Entities, id: number, person: string): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const closed = { status: 'closed', closedBy: person, closedAt: new Date() }
    await tx.study.updateMany({ where: { id, status: 'open' }, data: closed })
    const study = await tx.study.findUnique({
      where: { id },
      select: { sources: { select: { dictionaryId: true }, orderBy: { dictionaryId: 'asc' } } },
    })
    if (!study) throw new SemascopeError('not_found', `there is no study ${id}`)
    // lists of features show the scores from now on
    const runner = onPrisma(tx)
    for (const { dictionaryId } of study.sources) {
      const analysisId = await lockFeatures(runner, dictionaryId)
      await refreshShown(runner, { dictionaryId, analysisId })
    }
  })
}
