/** What a few typed characters may mean, for the one search field of all pages. Client-safe. */
import { z } from 'zod'
import { LabelHitSchema, MatchedTokenSchema } from './search'

export const SuggestQuerySchema = z.object({
  q: z.string().trim().max(200).default(''),
  dictionary: z
    .string()
    .max(200)
    .optional()
    .describe('The dictionary in which features and tokens are searched. Default: the main one'),
})

const SuggestedFeatureSchema = LabelHitSchema.extend({
  dictionary: z
    .string()
    .describe('The dictionary of the feature; "a1 195" may name another than the one searched'),
})
export type SuggestedFeature = z.infer<typeof SuggestedFeatureSchema>

export const SuggestAnswerSchema = z.object({
  dictionary: z.string().nullable().describe('The dictionary in which features and tokens were searched'),
  features: z
    .array(SuggestedFeatureSchema)
    .describe('By number, by words of the label, by kind of token, then by the token itself'),
  tokens: z.array(MatchedTokenSchema),
  dictionaries: z.array(z.object({ id: z.string(), size: z.number().int(), isAnalysed: z.boolean() })),
  lists: z.array(
    z.object({ slug: z.string(), name: z.string(), owner: z.string(), entries: z.number().int() }),
  ),
  studies: z.array(z.object({ id: z.number().int(), name: z.string(), isClosed: z.boolean() })),
})
export type SuggestAnswer = z.infer<typeof SuggestAnswerSchema>
