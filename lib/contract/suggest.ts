/** What the command palette offers for a few typed characters. Client-safe. */
import { z } from 'zod'
import { labelHitSchema, matchedTokenSchema } from './search'

export const suggestQuerySchema = z.object({
  q: z.string().trim().max(200).default(''),
  dictionary: z
    .string()
    .max(200)
    .optional()
    .describe('Where features and tokens are looked for; default the main one'),
})

export const suggestAnswerSchema = z.object({
  dictionary: z.string().nullable().describe('Where features and tokens were looked for'),
  features: z.array(labelHitSchema).describe('By number, then by words of the label'),
  tokens: z.array(matchedTokenSchema),
  dictionaries: z.array(z.object({ id: z.string(), size: z.number().int(), isAnalysed: z.boolean() })),
})
export type SuggestAnswer = z.infer<typeof suggestAnswerSchema>
