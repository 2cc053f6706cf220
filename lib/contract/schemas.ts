/** Answers of the API as zod schemas: the types of pages, the checks of tests, the source of openapi.json. */
import { z } from 'zod'
import { DICTIONARY_KINDS } from '@/lib/domain/dictionary'
import { MEASURED_TEXTS } from '@/lib/domain/measured-text'
import { MOTIF_TAGS } from '@/lib/domain/motif'

const known = z.number().nullable()

export const TokenTextSchema = z
  .object({
    text: z.string().describe('Decoded text; bytes that are not a whole character are U+FFFD'),
    hex: z.string().exactOptional().describe('All bytes as hex, only if the token is not whole characters'),
    special: z.literal(true).exactOptional().describe('BOS, EOT, padding'),
  })
  .meta({ id: 'Token' })

export const MetricsSchema = z
  .object({
    l0: known.describe('Mean number of active features on a token'),
    ceBase: known.describe('Cross-entropy of the model, nats'),
    ceZero: known.describe('Cross-entropy with the hook set to 0, nats'),
    ceSae: known.describe('Cross-entropy with the reconstruction in place, nats'),
    ceRecovered: known.describe(
      '(ceZero − ceSae) / (ceZero − ceBase), a share of the loss that zero ablation costs. Of a neuron basis it is 1 by construction. Above 1 the model predicts better with the reconstruction than with its own activations, and it has no meaning: a model with shuffled weights does so',
    ),
    explainedVariance: known.describe(
      '1 − Σ‖x − x̂‖² / Σ‖x − x̄‖² over the sample. Of a neuron basis it is 1 by construction',
    ),
    deadFraction: known,
    measuredOn: z
      .enum(MEASURED_TEXTS)
      .nullable()
      .describe(
        '"held-out": losses, errors and l0 are measured on text that was held out of the training. "all": on a sample of all the analysed text, because it is not known that the dictionary was trained on any of it. Null if nothing was measured',
      ),
    measuredTokens: known.describe('Number of content tokens that they were measured on'),
    heldOutTokens: known.describe('The same number if these tokens were held out of the training, else 0'),
    medianDensity: known.describe('Median over all features; dead ones count as 0'),
    densityHistogram: z
      .object({ edges: z.array(z.number()), counts: z.array(z.number()) })
      .nullable()
      .describe('Features that fire, by log10 of their density'),
  })
  .meta({ id: 'Metrics' })

export const ShuffledWeightsSchema = z
  .object({
    of: z.string().describe('The model before the shuffle'),
    ofHash: z.string().describe('Hash of the weights of that model'),
    seed: z.number().int(),
  })
  .nullable()
  .describe(
    'Set for a control, whose model has the entries of every weight matrix shuffled by the seed; else null',
  )

export const DictionarySchema = z
  .object({
    id: z.string().describe('Slug, such as one-layer-a.a1'),
    model: z.string(),
    shuffledWeights: ShuffledWeightsSchema,
    hook: z.string(),
    kind: z.enum(DICTIONARY_KINDS),
    k: z.number().int().nullable().describe('Features that may be active on a token; null unless topk'),
    size: z.number().int().describe('Number of features'),
    dIn: z.number().int(),
    corpus: z.string().nullable(),
    tokens: z.number().int().nullable().describe('Number of content tokens of the current analysis'),
    preview: z.boolean().nullable().describe('True if a larger analysis will replace this one'),
    publishedAt: z.string().nullable(),
    metrics: MetricsSchema.nullable().describe('Null until an analysis is published'),
  })
  .meta({ id: 'Dictionary' })
export type Dictionary = z.infer<typeof DictionarySchema>

const RowExampleSchema = z
  .object({
    tokens: z.array(TokenTextSchema),
    activations: z.array(z.number()).describe('Activation of the feature on each token'),
    selected: z.number().int().describe('Index of the token that the example was chosen for'),
  })
  .meta({ id: 'RowExample' })
export type RowExample = z.infer<typeof RowExampleSchema>

export const FeatureRowSchema = z
  .object({
    index: z.number().int(),
    label: z.string().nullable(),
    labelAuthor: z.string().nullable(),
    labelScore: known.describe(
      'How well the label predicts: for rules the harmonic mean of its precision and its share of activation',
    ),
    labelPrecision: known.describe(
      'Share of the tokens that the label predicts on which the feature is active',
    ),
    labelRecall: known.describe('Share of the firings that the label predicts'),
    labelActivationShare: known.describe('Share of the activation that is on tokens that the label predicts'),
    studyScore: known.describe('Mean rubric score, 0 to 14, in closed studies'),
    count: z.number().int().describe('Number of content tokens on which the feature is active'),
    density: z.number(),
    maxActivation: z.number().describe('Displayed activation: f times the norm of its decoder row'),
    meanActivation: known.describe('Mean over the tokens on which the feature is active'),
    distinctTokens: z.number().int(),
    tags: z
      .array(z.enum(MOTIF_TAGS))
      .nullable()
      .describe('Tags of the feature by fixed rules; null if unknown'),
    stars: z
      .number()
      .int()
      .exactOptional()
      .describe('Number of people who starred the feature; only in lists, if any'),
    personTags: z.array(z.string()).exactOptional().describe('Tags by people; only in lists, if any'),
    singleTokenShare: known.describe('Share of the most frequent token in the top 20 examples'),
    lossEffect: known.describe('Mean Δloss over all firings, estimated from a sample of each interval, nats'),
    encoderBias: known,
    encoderNorm: z.number(),
    encoderDecoderCosine: z.number(),
    topTokens: z.array(TokenTextSchema).describe('Tokens with the most activation mass'),
    promotedTokens: z.array(TokenTextSchema).describe('Next tokens that the feature raises most'),
    sparkline: z.array(z.number()).describe('Log counts of activations, from 0 to the maximum'),
    example: z
      .object({
        before: z.string(),
        beforeHex: z.string().exactOptional().describe('All bytes in hex, only when a character is cut off'),
        token: TokenTextSchema,
        after: z.string(),
        afterHex: z.string().exactOptional(),
      })
      .nullable()
      .describe('The strongest example'),
    examples: z
      .array(RowExampleSchema)
      .optional()
      .describe('The strongest examples, as many as requested, with a few tokens on each side'),
  })
  .meta({ id: 'FeatureRow' })
export type FeatureRow = z.infer<typeof FeatureRowSchema>

const RunStatusSchema = z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled'])

const StageSchema = z
  .object({
    name: z.string(),
    status: z.enum(['waiting', 'running', 'succeeded', 'failed', 'cancelled']),
    done: z.number(),
    total: z.number(),
    unit: z.string(),
    rate: known.describe('Units per second: lately while the stage runs, over all of it after its end'),
    etaSeconds: known.describe('Seconds left in the stage; null where nothing can be said yet'),
    error: z.string().nullable(),
    startedAt: z.string().nullable(),
    updatedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
  })
  .meta({ id: 'Stage' })
export type Stage = z.infer<typeof StageSchema>

export const RunSchema = z
  .object({
    id: z.number().int(),
    kind: z.string(),
    title: z.string(),
    status: RunStatusSchema,
    error: z.string().nullable(),
    settings: z.record(z.string(), z.unknown()),
    provenance: z
      .record(z.string(), z.unknown())
      .describe('Hashes of weights, tokenizer and corpus, code version'),
    stages: z.array(StageSchema),
    progress: z
      .number()
      .min(0)
      .max(1)
      .describe('Share of stages that are done; the running stage counts in part'),
    dictionaries: z.array(z.string()).describe('Dictionaries that the run analyses'),
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
  })
  .meta({ id: 'Run' })
export type Run = z.infer<typeof RunSchema>

export const HealthSchema = z
  .object({
    status: z.enum(['ok', 'starting']),
    database: z.enum(['ok', 'unavailable']),
    version: z.string(),
  })
  .meta({ id: 'Health' })
