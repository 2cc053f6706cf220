import type { Annotation } from '@/lib/contract/annotations'
import type { Label } from '@/lib/contract/labels'
import { rubricTotal } from '@/lib/contract/rubric'
import { labelCounts, labelFigures } from '@/lib/domain/label-figures'
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
    figures: figuresOf(row.evidence),
    evidence: row.evidence,
    createdAt: row.createdAt.toISOString(),
    current: row.current,
  }))
}

function figuresOf(evidence: unknown): Label['figures'] {
  const counts = labelCounts(evidence)
  if (counts === null) return null
  const { precision, recall, activationShare } = labelFigures(counts)
  return { precision, recall, activationShare, tokens: counts.tokens, firings: counts.firings }
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
