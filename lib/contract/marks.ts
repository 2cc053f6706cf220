import { z } from 'zod'
import { AnnotationsAnswerSchema } from './annotations'
import { LabelsAnswerSchema, line } from './labels'
import { COMMENT_LENGTH, NAME_LENGTH, TAG_LENGTH } from './limits'
import { normaliseTag } from './normalise-tag'
import { BigIdParamSchema, DictionaryIdSchema, FeatureIndexSchema, wholeListOf } from './scalars'

/** What people add to a feature outside of studies: stars, comments and tags. Client-safe. */

export const person = line(NAME_LENGTH).describe(
  'Who writes; on a server with accounts the name of the account is used',
)
export const onFeature = {
  dictionary: DictionaryIdSchema,
  feature: FeatureIndexSchema,
}

/** Text of several lines, without other control characters and without halves of characters. */
export const plainText = (longest: number) =>
  z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .max(longest, `must be at most ${longest} characters`)
        .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u, 'must be text without control characters'),
    )

export const tag = z
  .string()
  .max(200)
  .transform(normaliseTag)
  .pipe(
    z
      .string()
      .min(1, 'must not be empty')
      .max(TAG_LENGTH, `must be at most ${TAG_LENGTH} characters`)
      .regex(/^[^\p{Cc}\p{Cs},]*$/u, 'must be one line without commas'),
  )

const CommentSchema = z.object({
  id: z.number().int(),
  person: z.string(),
  text: z.string(),
  createdAt: z.string(),
})
export type Comment = z.infer<typeof CommentSchema>

export const MarksSchema = z.object({
  stars: z.array(z.string()).describe('Who starred the feature, earliest first'),
  tags: z
    .array(z.object({ tag: z.string(), by: z.array(z.object({ id: z.number().int(), person: z.string() })) }))
    .describe('Tags by people, by name'),
  lists: z
    .array(z.object({ slug: z.string(), name: z.string(), owner: z.string(), entry: z.number().int() }))
    .describe('Lists that contain the feature, by name'),
  comments: z.array(CommentSchema).describe('Newest first'),
  commentCount: z.number().int(),
})
export type Marks = z.infer<typeof MarksSchema>

export const NO_MARKS: Marks = { stars: [], tags: [], lists: [], comments: [], commentCount: 0 }

/** The change that a write made, for /changes/{change}/undo; null if nothing changed. */
export const change = z
  .number()
  .int()
  .nullable()
  .describe('The change that was made, for /changes/{change}/undo; null if nothing changed')

export const MarksWrittenSchema = z.object({ change, marks: MarksSchema })
export const LabelsWrittenSchema = LabelsAnswerSchema.extend({ change })
export const AnnotationsWrittenSchema = AnnotationsAnswerSchema.extend({ change })

export const StarBodySchema = z.object({ ...onFeature, person, starred: z.boolean() })
export const CommentBodySchema = z.object({
  ...onFeature,
  person,
  text: plainText(COMMENT_LENGTH).refine((text) => text !== '', 'must not be empty'),
})
export const TagBodySchema = z.object({ ...onFeature, person, tag })
export const PersonBodySchema = z.object({ person })
export const idParams = <N extends string>(name: N) =>
  z.object({ [name]: BigIdParamSchema } as Record<N, z.ZodCoercedNumber>)

export const TagsQuerySchema = z.object({ dictionary: DictionaryIdSchema })
export const TagsAnswerSchema = wholeListOf(z.object({ tag: z.string(), features: z.number().int() }))
