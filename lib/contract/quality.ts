/** The quality of a dictionary, for the quality page and the API. */
import { z } from 'zod'
import { MEASURED_TEXTS } from '@/lib/domain/measured-text'
import { DictionarySchema, MetricsSchema } from './schemas'
import { TrainingRecordSchema } from './training-record'

const known = z.number().nullable()
const histogram = z.object({ edges: z.array(z.number()), counts: z.array(z.number()) }).nullable()

export const QualityMetricsSchema = MetricsSchema.extend({
  predictedTokens: known.describe('Measured positions that cross-entropies and divergences average'),
  measuredDocuments: known.describe('Number of documents of the measured tokens'),
  measuredPackages: known.describe('Number of packages of these documents, or of documents of other text'),
  ceMean: known.describe('Cross-entropy with the hook set to its mean over the same content tokens, nats'),
  ceRecoveredMean: known.describe('(ceMean − ceSae) / (ceMean − ceBase)'),
  klZero: known.describe('KL(model ‖ hook set to 0), nats per token'),
  klSae: known.describe('KL(model ‖ reconstruction in place), nats per token'),
  klScore: known.describe('(klZero − klSae) / klZero'),
  mse: known.describe('Squared error, mean over elements'),
  normalisedMse: known.describe('Σ‖x − x̂‖² / Σ‖x‖²'),
  ultralowFraction: known.describe(
    'Share of features that fire on less than 1 token in 100,000, without dead ones',
  ),
  denseFraction: known.describe('Share of features that fire on a tenth of tokens or more'),
  singleTokenFraction: known.describe('Share of features tagged single-token, of those that fire'),
  encoderDecoderCosine: z
    .object({ features: z.number().int(), median: known, histogram })
    .nullable()
    .describe('Cosines of encoder and decoder directions'),
}).meta({ id: 'QualityMetrics' })
export type QualityMetrics = z.infer<typeof QualityMetricsSchema>

const FrontierPointSchema = z
  .object({
    name: z.string().describe('Slug of a dictionary, or sweep/point'),
    origin: z.enum(['dictionary', 'sweep']),
    kind: z.string(),
    features: z.number().int(),
    l0: z.number(),
    ceRecovered: z.number(),
    explainedVariance: known,
    byConstruction: z
      .boolean()
      .describe('True of a neuron basis, whose loss recovered and explained variance are 1 whatever it is'),
    measuredOn: z.enum(MEASURED_TEXTS).nullable(),
    measuredTokens: known,
    preview: z.boolean(),
    sparsity: z.string().nullable().describe('Such as "λ 3" or "k 16"'),
  })
  .meta({ id: 'FrontierPoint' })
export type FrontierPoint = z.infer<typeof FrontierPointSchema>

export const QualitySchema = z
  .object({
    dictionary: DictionarySchema.omit({ metrics: true }),
    metrics: QualityMetricsSchema.nullable().describe('Null until an analysis is published'),
    training: TrainingRecordSchema.nullable().describe('Null if the dictionary has no training record'),
    frontier: z
      .array(FrontierPointSchema)
      .describe('Dictionaries and sweep points of the same model and hook, by L0'),
  })
  .meta({ id: 'Quality' })
export type Quality = z.infer<typeof QualitySchema>
