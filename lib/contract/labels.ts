import { z } from 'zod'
import { FeatureSchema, LabelAuthorKindSchema } from './feature'
import { LABEL_LENGTH, NAME_LENGTH } from './limits'
import { CountParamSchema, DictionaryIdSchema, FeatureIndexSchema, wholeListOf } from './scalars'

/** Labels of a feature: short texts with an author and a history. Client-safe. */

/** One line of text that a person typed, trimmed and without control characters. */
export const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(longest, `must be at most ${longest} characters`)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line without control characters')

const LabelSchema = z.object({
  id: z.number().int(),
  text: z.string(),
  authorKind: LabelAuthorKindSchema,
  author: z.string(),
  score: z.number().nullable(),
  scoreKind: z
    .string()
    .nullable()
    .describe(
      'What the score is: `F1 by activation` is the harmonic mean of precision and share of activation',
    ),
  figures: z
    .object({
      precision: z
        .number()
        .nullable()
        .describe('Share of the predicted tokens on which the feature is active'),
      recall: z.number().nullable().describe('Share of the firings that are predicted'),
      activationShare: z.number().nullable().describe('Share of the activation that is on predicted tokens'),
      tokens: z.number().int().describe('Tokens of the text that the label was scored on, all of them'),
      firings: z.number().int().describe('Tokens of that text on which the feature is active'),
    })
    .nullable()
    .describe(
      'How well the label predicts on text that did not serve to find it; null if it was not scored so',
    ),
  evidence: z.unknown().describe('The data that the score was computed from'),
  createdAt: z.string(),
  current: z.boolean().describe('False for labels that were edited or retired, which are history'),
})
export type Label = z.infer<typeof LabelSchema>

/** The answer about the labels of a feature. */
export const FeatureAnswerSchema = FeatureSchema.extend({ labels: z.array(LabelSchema) })

export const FeatureQuerySchema = z.object({
  dictionary: DictionaryIdSchema,
  feature: CountParamSchema,
})

export const LabelsAnswerSchema = wholeListOf(LabelSchema)

export const LabelBodySchema = z.object({
  dictionary: DictionaryIdSchema,
  feature: FeatureIndexSchema,
  text: line(LABEL_LENGTH),
  author: line(NAME_LENGTH),
  basedOn: z
    .number()
    .int()
    .nullable()
    .optional()
    .describe(
      'The label by a person that the writer saw, or null for none. With it, a label that is newer than that is not replaced: the answer is `conflict`, with the newer label in its details',
    ),
})

/** The label that stands in the details of a `conflict`: newer than the one that the writer saw. */
export interface NewerLabel {
  readonly id: number
  readonly text: string
  readonly author: string
  readonly createdAt: string
}
