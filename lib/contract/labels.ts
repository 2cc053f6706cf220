import { z } from 'zod'
import { FeatureSchema, LabelAuthorKind } from './feature'
import { LABEL_LENGTH, NAME_LENGTH } from './limits'

/** Labels of a feature: short texts with an author and a history. Client-safe. */

/** One line of text a person typed: trimmed, without control characters. */
export const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(longest, `must be at most ${longest} characters`)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line without control characters')

export const LabelSchema = z.object({
  id: z.number().int(),
  text: z.string(),
  authorKind: LabelAuthorKind,
  author: z.string(),
  score: z.number().nullable(),
  scoreKind: z.string().nullable(),
  evidence: z.unknown().describe('What the score was computed from'),
  createdAt: z.string(),
  current: z.boolean().describe('False for what was edited or retired: history'),
})
export type Label = z.infer<typeof LabelSchema>

/** A feature with its labels: what the API says about one. */
export const FeatureAnswerSchema = FeatureSchema.extend({ labels: z.array(LabelSchema) })

export const FeatureQuerySchema = z.object({
  dictionary: z.string().min(1).max(200),
  feature: z.coerce.number().int().min(0).max(2_147_483_647),
})

export const LabelsAnswerSchema = z.object({ items: z.array(LabelSchema), nextCursor: z.null() })

export const LabelBodySchema = z.object({
  dictionary: z.string().min(1).max(200),
  feature: z.number().int().min(0).max(2_147_483_647),
  text: line(LABEL_LENGTH),
  author: line(NAME_LENGTH),
})
export type LabelBody = z.infer<typeof LabelBodySchema>
