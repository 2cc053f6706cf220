'use client'

import type { FeatureRef } from '@/app/_ui/marks/ask'
import type { Annotation } from '@/lib/contract/annotations'
import type { Label } from '@/lib/contract/labels'
import type { Marks } from '@/lib/contract/marks'
import { api } from '../client'
import { markQueries } from '../queries/marks'
import { applyLabel, applyMark, applyScore, type LabelWrite, type MarkWrite, type ScoreWrite } from './apply'
import { rowOfLabels, rowOfMarks } from './list-rows'
import type { Kind } from './written'

interface Whole<Item> {
  readonly items: Item[]
  readonly nextCursor: null
}

const whole = <Item>(items: Item[]): Whole<Item> => ({ items, nextCursor: null })

/** Stars, tags and comments of a feature. */
export const MARKS: Kind<Marks, MarkWrite> = {
  name: 'marks',
  queryKey: ({ dictionary, feature }) => markQueries.marks(dictionary, feature).queryKey,
  apply: applyMark,
  send: async (on, write) => {
    const { marks: state, change } = await sendMark(on, write)
    return { state, change }
  },
  row: rowOfMarks,
  words: (write) => {
    switch (write.kind) {
      case 'star':
        return write.starred ? 'Starred' : 'Star removed'
      case 'tag':
        return `Tagged #${write.tag}`
      case 'untag':
        return `Tag #${write.tag} removed`
      case 'comment':
        return 'Comment added'
      case 'uncomment':
        return 'Comment removed'
      default:
        return write satisfies never
    }
  },
}

function sendMark(on: FeatureRef, write: MarkWrite) {
  const { person } = write
  switch (write.kind) {
    case 'star':
      return api.stars.set({ body: { ...on, person, starred: write.starred } })
    case 'tag':
      return api.tags.add({ body: { ...on, person, tag: write.tag } })
    case 'untag':
      return api.tags.remove({ params: { tag: write.id }, body: { person } })
    case 'comment':
      return api.comments.add({ body: { ...on, person, text: write.text } })
    case 'uncomment':
      return api.comments.remove({ params: { comment: write.id }, body: { person } })
    default:
      return write satisfies never
  }
}

/** Labels of a feature. */
export const LABELS: Kind<Whole<Label>, LabelWrite> = {
  name: 'labels',
  queryKey: ({ dictionary, feature }) => markQueries.labels(dictionary, feature).queryKey,
  apply: ({ items }, write) => whole(applyLabel(items, write)),
  send: async (on, { person: author, text, basedOn }) => {
    const { items, change } = await api.labels.add({ body: { ...on, text, author, basedOn } })
    return { state: whole(items), change }
  },
  row: ({ items }) => rowOfLabels(items),
  words: () => 'Label saved',
}

/** Scores of a feature by the rubric. */
export const SCORES: Kind<Whole<Annotation>, ScoreWrite> = {
  name: 'annotations',
  queryKey: ({ dictionary, feature }) => markQueries.annotations(dictionary, feature).queryKey,
  apply: ({ items }, write) => whole(applyScore(items, write)),
  send: async (on, { person: annotator, at: _, ...scores }) => {
    const { items, change } = await api.annotations.add({ body: { ...on, annotator, ...scores } })
    return { state: whole(items), change }
  },
  // rows show scores of studies only
  row: () => ({}),
  words: () => 'Scores saved',
}
