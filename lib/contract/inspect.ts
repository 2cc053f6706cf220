import { z } from 'zod'
import { INSPECT_LENGTH } from './limits'
import { DictionaryIdSchema, FeatureIndexSchema } from './scalars'

/** Running a text through a model and a dictionary. Client-safe. */

export const InspectBodySchema = z.object({
  dictionary: DictionaryIdSchema,
  text: z.string().min(1, 'must not be empty').max(INSPECT_LENGTH),
  features: z
    .array(FeatureIndexSchema)
    .max(64)
    .optional()
    .describe('Only these features; every feature that fires if left out'),
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
  features: z.array(z.object({ index: z.number().int(), activations: z.array(z.number()) })),
})
export type InspectAnswer = z.infer<typeof InspectAnswerSchema>
