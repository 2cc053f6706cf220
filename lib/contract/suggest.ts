/** Suggestions of the command palette for a few typed characters. Client-safe. */
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

export const SuggestAnswerSchema = z.object({
  dictionary: z.string().nullable().describe('The dictionary in which features and tokens were searched'),
  features: z.array(LabelHitSchema).describe('By number, then by words of the label'),
  tokens: z.array(MatchedTokenSchema),
  dictionaries: z.array(z.object({ id: z.string(), size: z.number().int(), isAnalysed: z.boolean() })),
})
export type SuggestAnswer = z.infer<typeof SuggestAnswerSchema>
