import type { Annotation } from '@/lib/contract/annotations'
import type { Label } from '@/lib/contract/labels'
import { rubricTotal } from '@/lib/contract/rubric'
import { listAnnotations } from '../annotations'
import type { Entities } from '../database'
import { listLabels } from '../labels'

/** Returns the labels of a feature in the form of pages and the API: newest first, with the history. */
export async function readLabels(db: Entities, dictionaryId: number, index: number): Promise<Label[]> {
  const rows = await listLabels(db, dictionaryId, index)
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

/** Returns the current scores of each person, newest first. */
export async function readAnnotations(
  db: Entities,
  dictionaryId: number,
  index: number,
): Promise<Annotation[]> {
  const rows = await listAnnotations(db, dictionaryId, index)
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
