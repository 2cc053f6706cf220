import { describe, expect, it } from 'vitest'
import { AnnotationBodySchema } from '@/lib/contract/annotations'
import { type Label, LabelBodySchema } from '@/lib/contract/labels'
import { RUBRIC_MAXIMUM } from '@/lib/contract/limits'
import { rubricTotal } from '@/lib/contract/rubric'
import { shownLabel } from '@/lib/view/shown-label'

const full = {
  dictionary: 'd',
  feature: 1,
  annotator: 'Ada',
  interpretation: '',
  confidence: 3,
  activationConsistency: 5,
  logitConsistency: 3,
  separation: null,
  specificity: 3,
}

describe('rubric', () => {
  it('is at most 14 with and without the question of separation', () => {
    expect(rubricTotal(full)).toBe(RUBRIC_MAXIMUM)
    expect(rubricTotal({ ...full, activationConsistency: 4, separation: 1 })).toBe(RUBRIC_MAXIMUM)
  })
  it('asks for separation exactly when activations do not agree fully', () => {
    expect(AnnotationBodySchema.safeParse(full).success).toBe(true)
    expect(AnnotationBodySchema.safeParse({ ...full, separation: 1 }).success).toBe(false)
    expect(AnnotationBodySchema.safeParse({ ...full, activationConsistency: 2 }).success).toBe(false)
  })
  it.each([
    ['confidence', 4],
    ['activationConsistency', 6],
    ['logitConsistency', -1],
    ['specificity', 1.5],
    ['annotator', ' '],
  ])('refuses %s %s', (name, value) => {
    expect(AnnotationBodySchema.safeParse({ ...full, [name]: value }).success).toBe(false)
  })
})

describe('labels', () => {
  const label = (id: number, authorKind: Label['authorKind'], current = true): Label => ({
    id,
    text: `${authorKind} ${id}`,
    authorKind,
    author: authorKind,
    score: null,
    scoreKind: null,
    figures: null,
    evidence: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    current,
  })
  it('shows the newest by a person, else the rules’, else another explainer’s', () => {
    expect(shownLabel([label(1, 'person'), label(3, 'rules'), label(2, 'person')])?.id).toBe(2)
    expect(shownLabel([label(1, 'person', false), label(2, 'rules'), label(3, 'llm')])?.id).toBe(2)
    expect(shownLabel([label(3, 'llm')])?.id).toBe(3)
    expect(shownLabel([])).toBeNull()
  })
  it('takes one line of text', () => {
    const body = { dictionary: 'd', feature: 0, text: ' a label ', author: 'Ada' }
    expect(LabelBodySchema.parse(body).text).toBe('a label')
    expect(LabelBodySchema.safeParse({ ...body, text: 'a\nb' }).success).toBe(false)
    expect(LabelBodySchema.safeParse({ ...body, text: ' ' }).success).toBe(false)
    expect(LabelBodySchema.safeParse({ ...body, author: 'x'.repeat(81) }).success).toBe(false)
  })
})
