/**
 * What marks, labels and scores of a feature say after a write, before the server has answered. Each function gives the same
 * when it is applied to the server's answer again. Pure.
 */
import type { Annotation } from '@/lib/contract/annotations'
import type { Label } from '@/lib/contract/labels'
import type { Comment, Marks } from '@/lib/contract/marks'
import { type RubricScores, rubricTotal } from '@/lib/contract/rubric'

/** A write that changes the marks of a feature. */
export type MarkWrite = { readonly person: string } & (
  | { readonly kind: 'star'; readonly starred: boolean }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'untag'; readonly id: number; readonly tag: string }
  | { readonly kind: 'comment'; readonly text: string; readonly at: string }
  | { readonly kind: 'uncomment'; readonly id: number }
)

/** The label that a person wrote, and the label by a person that they saw; without it the label stands in any case. */
export interface LabelWrite {
  readonly person: string
  readonly text: string
  readonly at: string
  readonly basedOn?: number | null
}

/** A person's scores of a feature. */
export interface ScoreWrite extends RubricScores {
  readonly person: string
  readonly interpretation: string
  readonly at: string
}

/** Returns true for a row that the server has not stored yet. */
export const isUnsent = ({ id }: { readonly id: number }): boolean => id < 0

/** Returns the marks after a write. */
export function applyMark(marks: Marks, write: MarkWrite): Marks {
  const { person } = write
  switch (write.kind) {
    case 'star': {
      const others = marks.stars.filter((name) => name !== person)
      if (!write.starred) return { ...marks, stars: others }
      return marks.stars.includes(person) ? marks : { ...marks, stars: [...marks.stars, person] }
    }
    case 'tag':
      return { ...marks, tags: withTag(marks.tags, write.tag, person) }
    case 'untag':
      return { ...marks, tags: withoutTag(marks.tags, write.tag, person) }
    case 'comment':
      return withComment(marks, { id: unsentId(marks), person, text: write.text, createdAt: write.at })
    case 'uncomment': {
      const comments = marks.comments.filter(({ id }) => id !== write.id)
      const removed = marks.comments.length - comments.length
      return { ...marks, comments, commentCount: marks.commentCount - removed }
    }
    default:
      return write satisfies never
  }
}

const unsentId = ({ comments }: Marks) => Math.min(0, ...comments.map(({ id }) => id)) - 1

/** The newest comment of a person is not repeated, as on the server. */
function withComment(marks: Marks, comment: Comment): Marks {
  const newest = marks.comments.find(({ person }) => person === comment.person)
  if (newest?.text === comment.text) return marks
  return { ...marks, comments: [comment, ...marks.comments], commentCount: marks.commentCount + 1 }
}

function withTag(tags: Marks['tags'], tag: string, person: string): Marks['tags'] {
  const found = tags.find((one) => one.tag === tag)
  if (found?.by.some((one) => one.person === person)) return tags
  const by = [...(found?.by ?? []), { id: -1, person }]
  return [...tags.filter((one) => one !== found), { tag, by }].sort((a, b) => (a.tag < b.tag ? -1 : 1))
}

function withoutTag(tags: Marks['tags'], tag: string, person: string): Marks['tags'] {
  return tags.flatMap((one) => {
    if (one.tag !== tag) return [one]
    const by = one.by.filter((who) => who.person !== person)
    return by.length > 0 ? [{ tag, by }] : []
  })
}

/** Returns the labels after a person wrote theirs: newest first, and their earlier labels are history. */
export function applyLabel(labels: readonly Label[], { person, text, at }: LabelWrite): Label[] {
  const isOwn = (label: Label) => label.authorKind === 'person' && label.author === person
  if (labels.find((label) => label.authorKind === 'person' && label.current && isOwn(label))?.text === text)
    return [...labels]
  const written: Label = {
    // the newest label of a person is the one with the highest number
    id: Math.max(0, ...labels.map(({ id }) => id)) + 1,
    ...{ text, authorKind: 'person', author: person, createdAt: at, current: true },
    ...{ score: null, scoreKind: null, figures: null, evidence: null },
  }
  return [written, ...labels.map((label) => (isOwn(label) ? { ...label, current: false } : label))]
}

/** Returns the scores after a person gave theirs. */
export function applyScore(annotations: readonly Annotation[], write: ScoreWrite): Annotation[] {
  const { person, at, ...scores } = write
  const others = annotations.filter(({ annotator }) => annotator !== person)
  return [{ ...scores, id: -1, annotator: person, total: rubricTotal(scores), createdAt: at }, ...others]
}
