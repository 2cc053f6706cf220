import { z } from 'zod'
import { DICTIONARY_KINDS } from '@/lib/domain/dictionary'
import { MOTIF_TAGS } from '@/lib/domain/motif'
import { EXAMPLE_GROUPS, type ExampleGroupName } from './example-groups'
import { CountParamSchema, DictionaryIdSchema, wholeListOf } from './scalars'
import { ShuffledWeightsSchema, TokenTextSchema } from './schemas'

/** The answers of the API about one feature and its examples. Client-safe. */

const histogram = z.object({ edges: z.array(z.number()), counts: z.array(z.number()) })

export const LabelAuthorKindSchema = z.enum(['person', 'rules', 'llm'])

const FeatureTokenSchema = z.object({
  id: z.number().int(),
  ...TokenTextSchema.shape,
  count: z.number().int().describe('Occurrences of the token on which the feature is active'),
  occurrences: z.number().int().nullable().describe('Occurrences in the analysed text; null if unknown'),
  share: z.number().describe('Share of the summed activation of the feature, 0…1'),
  mean: z.number().describe('Mean activation where the feature is active'),
  max: z.number(),
  precision: z.number().nullable().describe('count / occurrences; null if occurrences are unknown'),
})

const LogitTokenSchema = z.object({
  id: z.number().int(),
  ...TokenTextSchema.shape,
  value: z.number(),
})

export const NeighbourSchema = z.object({
  index: z.number().int(),
  cosine: z.number(),
  label: z.string().nullable(),
  topTokens: z.array(TokenTextSchema),
  promotedTokens: z.array(TokenTextSchema),
})

const IntervalSchema = z.object({
  interval: z.number().int(),
  low: z.number().describe('Lower border, excluded'),
  high: z.number().describe('Upper border, included'),
  count: z.number().int().describe('Number of firings in the interval'),
  lossEffect: z
    .number()
    .nullable()
    .describe('Mean loss effect of its firings in nats, estimated from those that were measured'),
  lossEffectError: z
    .number()
    .nullable()
    .describe('Standard error of the mean in nats; 0 if all were measured, null if it is unknown'),
  lossEffectMeasured: z
    .number()
    .int()
    .nullable()
    .describe(
      'Number of measured firings; null in an older analysis, whose mean is of at most five examples',
    ),
  examples: z.number().int(),
})

export const FeatureSchema = z.object({
  dictionary: z.string(),
  model: z.string(),
  shuffledWeights: ShuffledWeightsSchema,
  hook: z.string(),
  kind: z.enum(DICTIONARY_KINDS),
  size: z.number().int(),
  index: z.number().int(),
  count: z.number().int().describe('Number of tokens on which the feature is active'),
  density: z.number(),
  maxActivation: z.number().describe('f × ‖W_dec‖, like every activation here'),
  meanActivation: z.number().nullable().describe('Mean where the feature is active; null for a dead feature'),
  distinctTokens: z.number().int(),
  vocabulary: z.number().int(),
  singleTokenShare: z.number().nullable(),
  firstTokenShare: z
    .number()
    .nullable()
    .describe(
      'Share of firings on the first token of a sequence that is not special; models behave oddly there. Null for a dead feature, and in an older analysis',
    ),
  tags: z
    .array(z.enum(MOTIF_TAGS))
    .nullable()
    .describe('Tags of the feature by fixed rules; null in an analysis without tags'),
  encoderBias: z.number().nullable(),
  encoderNorm: z.number(),
  decoderNorm: z.number(),
  encoderDecoderCosine: z.number(),
  lossEffect: z
    .number()
    .nullable()
    .describe('Mean loss effect over all firings in nats, estimated; null where it was not measured'),
  lossEffectError: z.number().nullable().describe('Standard error of the mean in nats'),
  lossEffectMeasured: z
    .number()
    .int()
    .nullable()
    .describe('Number of measured firings; null in an older analysis, whose mean is of the top examples'),
  ablation: z
    .enum(['token', 'sequence'])
    .describe('sequence: attention follows the hook, so loss effects include the feature at earlier tokens'),
  label: z
    .object({
      text: z.string(),
      author: z.string().nullable(),
      score: z.number().nullable(),
      precision: z
        .number()
        .nullable()
        .describe('Share of the predicted tokens on which the feature is active'),
      recall: z.number().nullable().describe('Share of the firings that are predicted'),
      activationShare: z.number().nullable().describe('Share of the activation that is on predicted tokens'),
    })
    .nullable(),
  studyScore: z
    .object({ score: z.number(), scores: z.number().int() })
    .nullable()
    .describe('Mean rubric score, 0 to 14, in closed studies'),
  histogram,
  intervals: z.array(IntervalSchema),
  topExamples: z.number().int(),
  randomExamples: z.number().int(),
  tokens: z.array(FeatureTokenSchema),
  logits: z.object({
    positive: z.array(LogitTokenSchema),
    negative: z.array(LogitTokenSchema),
    histogram,
  }),
  neurons: z
    .object({
      aligned: z.array(z.object({ neuron: z.number().int(), weight: z.number(), l1Share: z.number() })),
      correlated: z.array(
        z.object({ neuron: z.number().int(), pearson: z.number(), cosine: z.number().nullable() }),
      ),
      tokens: z
        .number()
        .int()
        .nullable()
        .describe(
          'Number of tokens that correlations were computed over: all content tokens of the analysis, or the first ones of an analysis by an older version; null if there are too many pairs of features and neurons to correlate',
        ),
      dictionary: z.string().nullable().describe('The dictionary of these neurons, if it is analysed'),
    })
    .nullable()
    .describe('Only for dictionaries at mlp.hook_post'),
  neighbours: z.array(NeighbourSchema),
  analysis: z.object({
    id: z.number().int(),
    run: z.number().int(),
    corpus: z.string(),
    corpusHash: z.string(),
    preview: z.boolean(),
    sequences: z.number().int(),
    tokens: z.number().int(),
    specialTokens: z
      .number()
      .int()
      .describe('Number of special tokens, which are left out of every statistic'),
    publishedAt: z.string().nullable(),
  }),
})

export type Feature = z.infer<typeof FeatureSchema>
export type FeatureToken = z.infer<typeof FeatureTokenSchema>
export type LogitToken = z.infer<typeof LogitTokenSchema>

const ExampleGroupSchema = z.enum(EXAMPLE_GROUPS)

const ExampleSchema = z.object({
  group: z
    .enum([...EXAMPLE_GROUPS, 'other'])
    .describe('other: a firing in the sequence of a chosen example, but not chosen itself'),
  rank: z.number().int(),
  sequence: z.number().int(),
  position: z.number().int().describe('Token position in the sequence, BOS counted'),
  repeats: z
    .number()
    .int()
    .nullable()
    .describe('How often the 9-token window around the position occurs; null if it was not counted'),
  activation: z.number(),
  start: z.number().int().describe('Position of the first listed token; 0 for the whole sequence'),
  isFirst: z.boolean().describe('True if the token is the first of its sequence that is not special'),
  length: z.number().int().describe('Number of tokens of the whole sequence'),
  tokens: z.array(z.string()),
  bytes: z
    .record(z.string(), z.string())
    .optional()
    .describe('Bytes in hex of the tokens that are not whole characters, by index in `tokens`'),
  special: z.array(z.number().int()).optional().describe('Indices of special tokens'),
  tokenIds: z.array(z.number().int()),
  activations: z.array(z.number()),
  lossEffects: z
    .array(z.number().nullable())
    .describe('CE ablated − CE clean in nats; null at silent tokens and at the last token'),
  document: z.object({
    name: z.string(),
    kind: z.string(),
    heldOut: z
      .boolean()
      .nullable()
      .describe(
        'Whether the text was held out of the training; null if it is not known that the dictionary was trained on text of this kind',
      ),
  }),
})
export type ExampleView = z.infer<typeof ExampleSchema>
/** An example that the analysis chose for one of its groups. */
export type ChosenExample = ExampleView & { readonly group: ExampleGroupName }

const activation = z.coerce.number<number>().min(0).optional()

export const ExamplesQuerySchema = z.object({
  group: ExampleGroupSchema.optional(),
  from: activation.describe('Instead of a group: stored firings of at least this activation'),
  to: activation.describe('… and below this activation; up to the maximum if left out'),
})
export const ExamplesAnswerSchema = wholeListOf(ExampleSchema)

export const FeatureParamsSchema = z.object({
  dictionary: DictionaryIdSchema,
  feature: CountParamSchema,
})
