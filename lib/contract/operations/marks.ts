import { z } from 'zod'
import { FeatureQuerySchema } from '../labels'
import {
  CommentBodySchema,
  idParams,
  MarksSchema,
  MarksWrittenSchema,
  PersonBodySchema,
  StarBodySchema,
  TagBodySchema,
  TagsAnswerSchema,
  TagsQuerySchema,
} from '../marks'
import { read, write } from './operation'

const errors = ['not_found'] as const

export const marks = {
  get: read('/marks', 'Stars, tags by people, lists and comments of a feature', { errors })
    .input(z.object({ query: FeatureQuerySchema }))
    .output(MarksSchema),
}

export const stars = {
  set: write('POST', '/stars', 'Star a feature, or remove the star', { errors })
    .input(z.object({ body: StarBodySchema }))
    .output(MarksWrittenSchema),
}

export const comments = {
  add: write('POST', '/comments', 'Add a comment', { status: 201, errors })
    .input(z.object({ body: CommentBodySchema }))
    .output(MarksWrittenSchema),
  remove: write('DELETE', '/comments/{comment}', "Remove one's comment", { errors })
    .input(z.object({ params: idParams('comment'), body: PersonBodySchema }))
    .output(MarksWrittenSchema),
}

export const tags = {
  list: read('/tags', 'Tags by people, most used first', { errors })
    .input(z.object({ query: TagsQuerySchema }))
    .output(TagsAnswerSchema),
  add: write('POST', '/tags', 'Tag a feature', { status: 201, errors })
    .input(z.object({ body: TagBodySchema }))
    .output(MarksWrittenSchema),
  remove: write('DELETE', '/tags/{tag}', 'Remove a tag of your own', { errors })
    .input(z.object({ params: idParams('tag'), body: PersonBodySchema }))
    .output(MarksWrittenSchema),
}
