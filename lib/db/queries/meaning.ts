import { type Annotation, rubricTotal } from '@/lib/api/annotations'
import type { Label } from '@/lib/api/labels'
import { SemascopeError } from '@/lib/errors'
import { listAnnotations } from '../annotations'
import { database } from '../index'
import { listLabels, retireLabel } from '../labels'

/** Labels of a feature as pages and the API show them: newest first, history included. */
export async function readLabels(dictionaryId: number, index: number): Promise<Label[]> {
  const { pool } = await database()
  const rows = await listLabels(pool, dictionaryId, index)
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    authorKind: row.authorKind,
    author: row.author,
    score: row.score,
    scoreKind: row.scoreKind,
    evidence: row.evidence,
    createdAt: row.createdAt.toISOString(),
    current: row.current,
  }))
}

/** The standing scores of each person, newest first. */
export async function readAnnotations(dictionaryId: number, index: number): Promise<Annotation[]> {
  const rows = await listAnnotations(await database(), dictionaryId, index)
  return rows.map((row) => ({
    id: row.id,
    annotator: row.annotator,
    interpretation: row.interpretation,
    confidence: row.confidence,
    activationConsistency: row.activationConsistency,
    logitConsistency: row.logitConsistency,
    separation: row.separation,
    specificity: row.specificity,
    total: rubricTotal(row),
    createdAt: row.createdAt.toISOString(),
  }))
}

/**
 * Retires a label that a person wrote and answers the labels its feature has left. Throws `not_found`, and
 * `forbidden` for a computed label, which belongs to its analysis.
 */
export async function retirePersonLabel(id: number): Promise<Label[]> {
  const { pool } = await database()
  const { rows } = await pool.query<{ dictionary_id: number; index: number; author_kind: string }>(
    'SELECT dictionary_id, "index", author_kind FROM label WHERE id = $1',
    [id],
  )
  const found = rows[0]
  if (!found) throw new SemascopeError('not_found', `there is no label ${id}`)
  if (found.author_kind !== 'person')
    throw new SemascopeError('forbidden', `label ${id} is computed and goes with its analysis`)
  await retireLabel(pool, id)
  return readLabels(found.dictionary_id, found.index)
}
