import type { Annotation } from '@/lib/contract/annotations'
import type { Label } from '@/lib/contract/labels'
import { rubricTotal } from '@/lib/contract/rubric'
import { listAnnotations } from '../annotations'
import { featureColumns } from '../columns/load'
import { database } from '../index'
import { listLabels } from '../labels'
import type { Published } from '../published'

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

/** The same as `readAnnotations`; the columns know which features have none. */
export async function readAnnotationsOf(dictionary: Published, index: number): Promise<Annotation[]> {
  const { annotated } = await featureColumns(dictionary)
  return annotated[index] ? readAnnotations(dictionary.id, index) : []
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
