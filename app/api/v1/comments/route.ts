import { CommentBodySchema } from '@/lib/contract/marks'
import { addComment } from '@/lib/db/marks/feature-marks'
import { writeMark } from '../../_lib/marks'
import { otherMethods, route } from '../../_lib/route'

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST')

/** Adds a comment, which is plain text. */
export const POST = route({ body: CommentBodySchema, status: 201 }, (input) =>
  writeMark(input, (db, on) => addComment(db, { ...on, text: input.body.text })),
)
