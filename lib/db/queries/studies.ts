import type { Study } from '@/lib/contract/studies'
import type { StudyItem, StudyRow, StudySettingsView } from '@/lib/contract/study-results'
import { SemascopeError } from '@/lib/errors'
import { database } from '../database'
import { prepared } from '../prepared'
import { progressOf } from '../studies/progress'

interface RawStudy extends Omit<Study, 'createdAt' | 'closedAt' | 'mine'> {
  createdAt: Date
  closedAt: Date | null
}

/** What may be known of a study while it is open. */
const OPENLY = `
  SELECT t.id, t.name, t.status, t.annotators, t.asks_levels AS "asksLevels", t.created_by AS "createdBy",
         t.created_at AS "createdAt", t.closed_at AS "closedAt",
         (SELECT count(*) FROM study_item i WHERE i.study_id = t.id) AS items,
         (SELECT count(*) FROM study_assignment a WHERE a.study_id = t.id) AS places,
         (SELECT count(*) FROM study_score s WHERE s.study_id = t.id AND s.retired_at IS NULL) AS scores
    FROM study t`

/** All studies, open ones first, then the newest; with a person's own progress when asked for. */
export async function listStudies(annotator?: string): Promise<Study[]> {
  const { pool } = await database()
  const { rows } = await pool.query<RawStudy>(`${OPENLY} ORDER BY t.status = 'closed', t.id DESC`)
  return Promise.all(rows.map((row) => toStudy(row, annotator)))
}

/** One study; throws `not_found`. */
export async function getStudy(id: number, annotator?: string): Promise<Study> {
  const { pool } = await database()
  const { rows } = await pool.query<RawStudy>(`${OPENLY} WHERE t.id = $1`, [id])
  if (!rows[0]) throw new SemascopeError('not_found', `there is no study ${id}`)
  return toStudy(rows[0], annotator)
}

async function toStudy(raw: RawStudy, annotator: string | undefined): Promise<Study> {
  const { pool } = await database()
  return {
    ...raw,
    createdAt: raw.createdAt.toISOString(),
    closedAt: raw.closedAt?.toISOString() ?? null,
    mine: annotator === undefined ? null : await progressOf(pool, raw.id, annotator),
  }
}

/** How a closed study was made. Throws `not_found`, and `forbidden` while it is open. */
export async function closedStudy(id: number): Promise<StudySettingsView> {
  const { pool } = await database()
  const { rows } = await pool.query<
    Omit<StudySettingsView, 'createdAt' | 'closedAt'> & {
      status: string
      createdAt: Date
      closedAt: Date | null
    }
  >(
    `SELECT t.id, t.name, t.status, t.sampling, t.items_each AS "itemsEach", t.examples, t.annotators,
            t.min_firings AS "minFirings", t.asks_levels AS "asksLevels", t.seed, t.created_by AS "createdBy",
            t.created_at AS "createdAt", t.closed_by AS "closedBy", t.closed_at AS "closedAt",
            (SELECT jsonb_agg(jsonb_build_object('dictionary', d.slug, 'role', s.role, 'analysis', s.analysis_id,
                      'corpus', c.name, 'weightsHash', d.weights_hash, 'shuffledWeights', m.shuffled, 'features', s.features,
                      'eligible', s.eligible) ORDER BY s.role, d.slug)
               FROM study_source s JOIN dictionary d ON d.id = s.dictionary_id
               JOIN model m ON m.id = d.model_id JOIN analysis a ON a.id = s.analysis_id JOIN corpus c ON c.id = a.corpus_id
              WHERE s.study_id = t.id) AS sources
       FROM study t WHERE t.id = $1`,
    [id],
  )
  if (!rows[0]) throw new SemascopeError('not_found', `there is no study ${id}`)
  const { status, createdAt, closedAt, ...study } = rows[0]
  if (status !== 'closed' || !closedAt)
    throw new SemascopeError('forbidden', `study ${id} is open: its results are seen once it is closed`)
  return { ...study, createdAt: createdAt.toISOString(), closedAt: closedAt.toISOString() }
}

/** Items of a study with what they are. Only for a study that `closedStudy` has answered. */
export async function studyItems(id: number): Promise<Omit<StudyItem, 'mean' | 'rows'>[]> {
  const { pool } = await database()
  const { rows } = await pool.query<Omit<StudyItem, 'mean' | 'rows'>>(
    `SELECT i.id AS item, i.role, d.slug AS dictionary, i."index" AS feature, i.density, f.label
       FROM study_item i JOIN dictionary d ON d.id = i.dictionary_id
       LEFT JOIN feature_stat f ON f.analysis_id = d.current_analysis_id AND f.index = i."index"
      WHERE i.study_id = $1 ORDER BY i.role, d.slug, i."index"`,
    [id],
  )
  return rows
}

/** Every standing score and every skip, each once, by item. Only for a study that `closedStudy` has answered. */
export async function studyRows(id: number): Promise<StudyRow[]> {
  const { pool } = await database()
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

/** A feature's mean score in closed studies and the number of scores; null when it has none. */
export async function featureStudyScore(
  dictionaryId: number,
  index: number,
): Promise<{ score: number; scores: number } | null> {
  const { pool } = await database()
  const { rows } = await pool.query<{ score: number; scores: number }>(
    prepared('SELECT score, scores FROM feature_study_score WHERE dictionary_id = $1 AND "index" = $2', [
      dictionaryId,
      index,
    ]),
  )
  return rows[0] ?? null
}
