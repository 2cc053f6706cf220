import type { Study } from '@/lib/contract/studies'
import type { StudyItem, StudyRow, StudySettingsView } from '@/lib/contract/study-results'
import type { ShuffledWeights } from '@/lib/domain/model'
import { SemascopeError } from '@/lib/errors'
import type { Database, Entities } from '../database'
import type { Prisma } from '../generated/client'
import { prepared } from '../prepared'
import { progressOf } from '../studies/progress'
import type { Queryable } from '../transaction'

/** What people may know about a study while it is open. */
const OPENLY = {
  ...{ id: true, name: true, status: true, annotators: true, asksLevels: true, createdBy: true },
  ...{ createdAt: true, closedAt: true },
  _count: { select: { assignments: true, scores: { where: { retiredAt: null } } } },
} as const satisfies Prisma.StudySelect

/** Returns all studies, open ones first, then the newest; for a given person with their progress. */
export async function listStudies(db: Entities, annotator?: string): Promise<Study[]> {
  const studies = await db.prisma.study.findMany({
    orderBy: [{ status: 'desc' }, { id: 'desc' }],
    select: OPENLY,
  })
  return Promise.all(studies.map((study) => toStudy(db, study, annotator)))
}

/** Returns one study. Throws `not_found`. */
export async function getStudy(db: Entities, id: number, annotator?: string): Promise<Study> {
  const study = await db.prisma.study.findUnique({ where: { id }, select: OPENLY })
  if (!study) throw new SemascopeError('not_found', `there is no study ${id}`)
  return toStudy(db, study, annotator)
}

async function toStudy(
  { prisma }: Entities,
  { _count, ...study }: Prisma.StudyGetPayload<{ select: typeof OPENLY }>,
  annotator: string | undefined,
): Promise<Study> {
  const [items, mine] = await Promise.all([
    prisma.studyItem.count({ where: { studyId: study.id } }),
    annotator === undefined ? null : progressOf(prisma, study.id, annotator),
  ])
  return {
    ...study,
    // the table has no other statuses
    status: study.status as Study['status'],
    createdAt: study.createdAt.toISOString(),
    closedAt: study.closedAt?.toISOString() ?? null,
    ...{ items, places: _count.assignments, scores: _count.scores, mine },
  }
}

const SOURCES = {
  orderBy: [{ role: 'asc' }, { dictionary: { slug: 'asc' } }],
  include: {
    dictionary: {
      select: { slug: true, weightsHash: true, model: { select: { shuffled: true } } },
    },
    analysis: { select: { corpus: { select: { name: true } } } },
  },
} as const satisfies Prisma.Study$sourcesArgs

/** Returns how a closed study was made. Throws `not_found`, and `forbidden` while the study is open. */
export async function closedStudy({ prisma }: Entities, id: number): Promise<StudySettingsView> {
  const found = await prisma.study.findUnique({ where: { id }, include: { sources: SOURCES } })
  if (!found) throw new SemascopeError('not_found', `there is no study ${id}`)
  const { status, createdAt, closedAt, closedBy, sampling, ...study } = found
  if (status !== 'closed' || !closedAt)
    throw new SemascopeError('forbidden', `study ${id} is open; its results are shown when it is closed`)
  return {
    ...study,
    sampling: sampling as StudySettingsView['sampling'],
    createdAt: createdAt.toISOString(),
    closedBy: closedBy ?? '',
    closedAt: closedAt.toISOString(),
    sources: study.sources.map(({ dictionary, role, analysisId, analysis, features, eligible }) => ({
      dictionary: dictionary.slug,
      role: role as StudySettingsView['sources'][number]['role'],
      analysis: analysisId,
      corpus: analysis.corpus.name,
      weightsHash: dictionary.weightsHash,
      shuffledWeights: dictionary.model.shuffled as unknown as ShuffledWeights | null,
      ...{ features, eligible },
    })),
  }
}

/** Returns the items of a study with their features. Only for a study that `closedStudy` has returned. */
export async function studyItems(
  { pool }: Pick<Database, 'pool'>,
  id: number,
): Promise<Omit<StudyItem, 'mean' | 'rows'>[]> {
  const { rows } = await pool.query<Omit<StudyItem, 'mean' | 'rows'>>(
    `SELECT i.id AS item, i.role, d.slug AS dictionary, i."index" AS feature, i.density, f.label
       FROM study_item i JOIN dictionary d ON d.id = i.dictionary_id
       LEFT JOIN feature_stat f ON f.analysis_id = d.current_analysis_id AND f.index = i."index"
      WHERE i.study_id = $1 ORDER BY i.role, d.slug, i."index"`,
    [id],
  )
  return rows
}

/** Returns every current score and every skip once, by item. Only for a study that `closedStudy` has returned. */
export async function studyRows({ pool }: Pick<Database, 'pool'>, id: number): Promise<StudyRow[]> {
  const { rows } = await pool.query<Omit<StudyRow, 'recordedAt'> & { recordedAt: Date }>(
    `SELECT i.id AS item, i.role, d.slug AS dictionary, i."index" AS feature, i.density, a.annotator,
            a.state AS outcome, s.submission, s.interpretation, s.confidence,
            s.activation_consistency AS "activationConsistency", s.separation,
            s.logit_consistency AS "logitConsistency", s.specificity, s.total, s.levels,
            coalesce(s.milliseconds, a.milliseconds, 0) AS milliseconds, a.skip_reason AS "skipReason",
            a.skip_note AS "skipNote", coalesce(s.created_at, a.touched_at) AS "recordedAt"
       FROM study_assignment a
       JOIN study_item i ON i.id = a.item_id
       JOIN dictionary d ON d.id = i.dictionary_id
       LEFT JOIN study_score s ON s.item_id = a.item_id AND s.slot = a.slot AND s.retired_at IS NULL
      WHERE a.study_id = $1 AND a.state IN ('scored', 'skipped')
      ORDER BY i.role, d.slug, i."index", a.annotator`,
    [id],
  )
  return rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }))
}

/** Returns the mean score of a feature in closed studies and the number of scores; null if there are none. */
export async function featureStudyScore(
  db: Queryable,
  dictionaryId: number,
  index: number,
): Promise<{ score: number; scores: number } | null> {
  const { rows } = await db.query<{ score: number; scores: number }>(
    prepared('SELECT score, scores FROM feature_study_score WHERE dictionary_id = $1 AND "index" = $2', [
      dictionaryId,
      index,
    ]),
  )
  return rows[0] ?? null
}
