/** Operations of marks, lists and changes, for openapi.json. */
import { z } from 'zod'
import { ChangesAnswerSchema, ChangesQuerySchema, UndoneSchema } from './changes'
import { FeatureQuerySchema } from './labels'
import {
  EntryBodySchema,
  EntryPatchSchema,
  FeatureListSchema,
  ListBodySchema,
  ListExportQuerySchema,
  ListsAnswerSchema,
  ListWrittenSchema,
} from './lists'
import {
  CommentBodySchema,
  change,
  MarksSchema,
  MarksWrittenSchema,
  PersonBodySchema,
  StarBodySchema,
  TagBodySchema,
  TagsAnswerSchema,
  TagsQuerySchema,
} from './marks'
import type { Operation } from './operations'

const marks = { answer: MarksWrittenSchema }
const list = { answer: ListWrittenSchema }

export const MARK_OPERATIONS: readonly Operation[] = [
  {
    ...{ method: 'get', path: '/marks', summary: 'Stars, tags by people, lists and comments of a feature' },
    query: FeatureQuerySchema,
    answer: MarksSchema,
  },
  {
    ...{ method: 'post', path: '/stars', summary: 'Star a feature, or take the star away' },
    ...marks,
    body: StarBodySchema,
  },
  {
    ...{ method: 'post', path: '/comments', summary: 'Add a comment', status: 201 },
    ...marks,
    body: CommentBodySchema,
  },
  {
    ...{ method: 'delete', path: '/comments/{comment}', summary: "Remove one's comment" },
    ...marks,
    body: PersonBodySchema,
  },
  {
    ...{ method: 'get', path: '/tags', summary: 'Tags by people, most used first' },
    query: TagsQuerySchema,
    answer: TagsAnswerSchema,
  },
  {
    ...{ method: 'post', path: '/tags', summary: 'Tag a feature', status: 201 },
    ...marks,
    body: TagBodySchema,
  },
  {
    ...{ method: 'delete', path: '/tags/{tag}', summary: "Take one's tag off" },
    ...marks,
    body: PersonBodySchema,
  },
  {
    ...{ method: 'get', path: '/lists', summary: 'All lists, the one changed last first' },
    answer: ListsAnswerSchema,
  },
  {
    ...{ method: 'post', path: '/lists', summary: 'Make a list', status: 201 },
    ...list,
    body: ListBodySchema,
  },
  {
    ...{ method: 'get', path: '/lists/{list}', summary: 'A list with its features in order' },
    answer: FeatureListSchema,
  },
  {
    ...{ method: 'patch', path: '/lists/{list}', summary: "Rename one's list" },
    ...list,
    body: ListBodySchema,
  },
  {
    ...{ method: 'delete', path: '/lists/{list}', summary: "Remove one's list" },
    body: PersonBodySchema,
    answer: z.object({ change }),
  },
  {
    ...{ method: 'get', path: '/lists/{list}/export', summary: 'A list as a file' },
    query: ListExportQuerySchema,
    answer: FeatureListSchema,
    media: ['application/json', 'text/csv'],
  },
  {
    ...{
      method: 'post',
      path: '/lists/{list}/entries',
      summary: "Put a feature into one's list",
      status: 201,
    },
    ...list,
    body: EntryBodySchema,
  },
  {
    ...{ method: 'patch', path: '/lists/{list}/entries/{entry}', summary: 'Change the note, or move it' },
    ...list,
    body: EntryPatchSchema,
  },
  {
    ...{
      method: 'delete',
      path: '/lists/{list}/entries/{entry}',
      summary: "Take a feature out of one's list",
    },
    ...list,
    body: PersonBodySchema,
  },
  {
    ...{ method: 'get', path: '/changes', summary: 'What a person did, newest first' },
    query: ChangesQuerySchema,
    answer: ChangesAnswerSchema,
  },
  {
    ...{ method: 'post', path: '/changes/{change}/undo', summary: "Take one's change back" },
    body: PersonBodySchema,
    answer: UndoneSchema,
  },
]
