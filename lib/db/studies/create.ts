import type { BlindEvidence } from '@/lib/contract/studies'
import type { StudyRole, StudySettings } from '@/lib/domain/study'
import { SemascopeError } from '@/lib/errors'
import { lockFeatures, refreshShown } from '../shown-columns'
import { onClient } from '../statement-runner'
import { type Pool, transaction } from '../transaction'

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

/** Stores a study with all its items and places in one transaction; returns its id. */
export async function createStudy(pool: Pool, study: NewStudy): Promise<number> {
  return transaction(pool, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO study (name, sampling, items_each, examples, annotators, min_firings, asks_levels, seed, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
      [
        ...[study.name, study.sampling, study.itemsEach, study.examples, study.annotators],
        ...[study.minFirings, study.asksLevels, study.seed, study.createdBy],
      ],
    )
    const { id } = rows[0]
    for (const source of study.sources) {
      await client.query(
        `INSERT INTO study_source (study_id, dictionary_id, role, analysis_id, features, eligible)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, source.dictionaryId, source.role, source.analysisId, source.features, source.eligible],
      )
      await client.query(
        `INSERT INTO study_item (study_id, dictionary_id, "index", role, density, evidence)
         SELECT $1, $2, i."index", $3, i.density, i.evidence
           FROM jsonb_to_recordset($4) AS i("index" int, density float8, evidence jsonb)`,
        [id, source.dictionaryId, source.role, JSON.stringify(source.items)],
      )
    }
    await client.query(
      `INSERT INTO study_assignment (item_id, slot, study_id, annotators)
       SELECT i.id, slot, t.id, t.annotators
         FROM study t JOIN study_item i ON i.study_id = t.id, generate_series(1, t.annotators) slot
        WHERE t.id = $1`,
      [id],
    )
    return id
  })
}

/** Closes a study for good; closing it again changes nothing. Throws `not_found`. */
export async function closeStudy(pool: Pool, study: number, person: string): Promise<void> {
  await transaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `UPDATE study SET status = 'closed', closed_by = coalesce(closed_by, $2), closed_at = coalesce(closed_at, now())
        WHERE id = $1`,
      [study, person],
    )
    if (rowCount === 0) throw new SemascopeError('not_found', `there is no study ${study}`)
    // lists of features show the scores from now on
    const { rows } = await client.query<{ id: number }>(
      'SELECT DISTINCT dictionary_id AS id FROM study_source WHERE study_id = $1 ORDER BY dictionary_id',
      [study],
    )
    for (const { id: dictionaryId } of rows) {
      const analysisId = await lockFeatures(onClient(client), dictionaryId)
      await refreshShown(onClient(client), { dictionaryId, analysisId })
    }
  })
}
