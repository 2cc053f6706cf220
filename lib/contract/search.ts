import { z } from 'zod'
import { DictionaryIdSchema, limitParam, wholeListOf } from './scalars'
import { TokenTextSchema } from './schemas'

/** Searches features by the tokens that they fire on or move, and by label. Client-safe. */

/** Most features of an answer, and of the stored list of a token by effects on its logit. */
export const POSTING_LIMIT = 200
/** A mean over fewer firings on the tokens says little: such features come after the others. */
export const FLOOR_OF_MEAN = 5

export const SEARCH_SORTS = ['activation', 'share', 'max'] as const
export type SearchSort = (typeof SEARCH_SORTS)[number]
export const SEARCH_TABS = ['tokens', 'labels', 'features'] as const
export type SearchTab = (typeof SEARCH_TABS)[number]
/** Lists of the search page that can be shown in full. */
export const SEARCH_LISTS = ['fires', 'raises', 'lowers'] as const
export type SearchList = (typeof SEARCH_LISTS)[number]

/** The characters for the marks that pages show for invisible characters. */
export function typedToken(text: string): string {
  return text.replaceAll('·', ' ').replaceAll('⏎', '\n').replaceAll('⇥', '\t')
}

/** Returns what a typed text may mean: itself, then the text with its marks replaced by the characters. */
export function readingsOf(text: string): readonly string[] {
  return [...new Set([text, typedToken(text)])]
}

/** Token ids with commas between. */
export const TokenIdsSchema = z
  .string()
  .regex(/^\d{1,9}(,\d{1,9}){0,15}$/, 'must be up to 16 token ids with commas between')
  .transform((text) => text.split(',').map(Number))

const density = z.coerce.number<number>().min(0).max(1)

export const SearchTokensQuerySchema = z
  .object({
    dictionary: DictionaryIdSchema,
    token: z.string().min(1).max(200).optional().describe('Text of a token; "·import" begins with a space'),
    id: TokenIdsSchema.optional().describe('Token ids instead of a text, with commas between'),
    by: z.enum(['activation', 'promotes', 'suppresses']).default('activation'),
    sort: z
      .enum(SEARCH_SORTS)
      .default('activation')
      .describe(
        `Only for by=activation. "activation" is the mean activation where the feature is active on the tokens; features that are active on them fewer than ${FLOOR_OF_MEAN} times come after the others. "share" is the share of the feature's summed activation that is on the tokens, "max" the greatest activation there`,
      ),
    maxDensity: density
      .optional()
      .describe('Leaves out features that are active on a larger share of tokens'),
    limit: limitParam(50, POSTING_LIMIT),
  })
  .refine((query) => query.token !== undefined || query.id !== undefined, {
    path: ['token'],
    message: 'give a token or an id',
  })

export const MatchedTokenSchema = TokenTextSchema.extend({
  id: z.number().int(),
  count: z.number().int().nullable().describe('Occurrences in the corpus; null if not counted'),
  match: z.enum(['exact', 'space', 'case', 'prefix']),
})
export type MatchedToken = z.infer<typeof MatchedTokenSchema>

const featureFields = {
  index: z.number().int(),
  density: z.number(),
  label: z.string().nullable(),
  topTokens: z.array(TokenTextSchema),
}

const FiresOnSchema = z.object({
  ...featureFields,
  count: z.number().int().describe('Occurrences of the tokens on which the feature is active'),
  occurrences: z
    .number()
    .int()
    .nullable()
    .describe('Occurrences of the tokens in the analysed text; null if unknown'),
  mean: z.number().describe('Mean activation where the feature is active'),
  max: z.number(),
  share: z.number().describe('Share of the summed activation of the feature, 0…1'),
})
export type FiresOn = z.infer<typeof FiresOnSchema>

const MovesSchema = z.object({ ...featureFields, value: z.number().describe('Logit weight') })
export type Moves = z.infer<typeof MovesSchema>

export const SearchTokensAnswerSchema = wholeListOf(z.union([FiresOnSchema, MovesSchema])).extend({
  tokens: z.array(MatchedTokenSchema).describe('Tokens the search is about'),
  total: z
    .number()
    .int()
    .describe(
      'Number of features that do so on any of the tokens; if a list is cut and there are several tokens, there may be more',
    ),
  kept: z
    .number()
    .int()
    .describe(
      'Number of those that the stored lists keep: all that are active on the tokens, but only the strongest effects on logits',
    ),
  found: z
    .number()
    .int()
    .describe('Number of those that maxDensity leaves; the answer has the first of them'),
  cut: z.boolean().describe('True if a list of one of the tokens leaves features out'),
  exact: z
    .boolean()
    .describe(
      'True if the items are the first of all features and their figures are whole. False for analyses of older versions whose lists of features that are active on a token are cut: then a feature that was left out may belong earlier, and figures over several tokens may lack one',
    ),
})

export const ResolveQuerySchema = z.object({
  dictionary: DictionaryIdSchema,
  token: z.string().max(200).default('').describe('Text of a token; "·import" begins with a space'),
  id: TokenIdsSchema.optional().describe('Token ids, for an empty text'),
})

export const ResolveAnswerSchema = z.object({
  tokens: z
    .array(MatchedTokenSchema)
    .describe('Tokens that the text may mean, then the commonest that begin with it'),
  prefixes: z.number().int().describe('Number of all tokens that begin with the text'),
  vocabulary: z.number().int().describe('Number of tokens of the tokenizer'),
  common: z.array(MatchedTokenSchema).describe('Common tokens of the text, if no token was found'),
})
export type ResolveAnswer = z.infer<typeof ResolveAnswerSchema>

export const SearchLabelsQuerySchema = z.object({
  dictionary: DictionaryIdSchema,
  q: z.string().trim().min(1).max(200),
  maxDensity: density.optional(),
  limit: limitParam(100, POSTING_LIMIT),
})

/** How a feature was found by what is typed, the closest first. */
const LABEL_MATCHES = ['number', 'label', 'start', 'words', 'stems', 'kind', 'similar', 'token'] as const
export type LabelMatch = (typeof LABEL_MATCHES)[number]

export const LabelHitSchema = z.object({
  ...featureFields,
  author: z.string().nullable(),
  score: z.number().nullable(),
  maxActivation: z.number(),
  match: z
    .enum(LABEL_MATCHES)
    .describe(
      'How the feature was found: by its number; or its label is the text, begins with it, has all its words, has other English forms of them; or it fires on the kind of tokens that the text names, such as Arabic letters; or its label has words with a similar spelling; or it fires on the token that the text is',
    ),
  why: z
    .string()
    .nullable()
    .describe('What was found, where it is not in the label: "96 % of its activation is on Arabic letters"'),
})
export type LabelHit = z.infer<typeof LabelHitSchema>

export const SearchLabelsAnswerSchema = wholeListOf(LabelHitSchema).extend({
  total: z.number().int().describe('Number of features found; the answer has the first of them'),
  ofKind: z
    .number()
    .int()
    .describe('Number of those that are found by the kind of their tokens and not by their label'),
})
