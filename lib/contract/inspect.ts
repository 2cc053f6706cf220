import { z } from 'zod'
import { INSPECT_LENGTH } from './limits'
import { DictionaryIdSchema, FeatureIndexSchema } from './scalars'

/** Running a text through a model and a dictionary. Client-safe. */

/** Number of features in an answer that is not asked for certain ones. */
export const INSPECTED_FEATURES = 50

export const InspectBodySchema = z.object({
  dictionary: DictionaryIdSchema,
  text: z.string().min(1, 'must not be empty').max(INSPECT_LENGTH),
  features: z
    .array(FeatureIndexSchema)
    .max(64)
    .optional()
    .describe(`Only these features; if left out, the ${INSPECTED_FEATURES} with the highest activation`),
})

export const InspectAnswerSchema = z.object({
  tokens: z.array(
    z.object({
      id: z.number().int(),
      text: z.string().describe('Text of the span; tokens that share a character share its span'),
      start: z.number().int().describe('UTF-16 offset in the text'),
      end: z.number().int(),
      bytes: z
        .string()
        .exactOptional()
        .describe('Bytes of the token as hex pairs, if they are not whole characters'),
    }),
  ),
  contexts: z
    .array(z.number().int())
    .describe(
      'Indices of the tokens at which a new context begins, the first token included: a text longer than the context of the dictionary is cut, and the model sees nothing of what is before the cut',
    ),
  firing: z
    .number()
    .int()
    .describe(
      'Number of all features that fire on the text, of which the answer may have only the strongest',
    ),
  features: z
    .array(
      z.object({
        index: z.number().int(),
        activations: z.array(z.number()).describe('Activation on each token; 0 where the feature is silent'),
      }),
    )
    .describe(
      `The features that were asked for, in that order; if none were, at most the ${INSPECTED_FEATURES} with the highest activation on any token, highest first`,
    ),
})
export type InspectAnswer = z.infer<typeof InspectAnswerSchema>
