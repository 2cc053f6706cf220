import { z } from 'zod'
import { NeighbourSchema } from './feature'
import { CountParamSchema } from './scalars'
import { TokenTextSchema } from './schemas'

/** What is computed about a feature on request. Client-safe. */

export const TokenEffectsQuerySchema = z.object({
  sequence: CountParamSchema.describe('Sequence of the analysed text'),
})

const changed = TokenTextSchema.extend({
  id: z.number().int(),
  value: z.number().describe('Logit with the feature − logit without it, with the median token at 0'),
})
export type ChangedToken = z.infer<typeof changed>

export const TokenEffectsSchema = z.object({
  sequence: z.number().int(),
  wholeSequence: z
    .boolean()
    .describe('True if attention follows the hook, so that effects include the feature at earlier tokens'),
  items: z.array(
    z.object({
      position: z.number().int(),
      activation: z.number(),
      lossEffect: z.number().nullable().describe('CE ablated − CE clean in nats; null without a next token'),
      raised: z.array(changed).describe('At most 5 next tokens that the feature raises most here'),
      lowered: z.array(changed),
    }),
  ),
  nextWeights: z
    .array(z.number().nullable())
    .nullable()
    .describe('Direct effect of one unit of activation on the token after each position; null without one'),
  nextCursor: z.null(),
})
export type TokenEffectsAnswer = z.infer<typeof TokenEffectsSchema>

const SimilarFeatureSchema = NeighbourSchema.omit({ cosine: true }).extend({ value: z.number() })
export type SimilarFeature = z.infer<typeof SimilarFeatureSchema>

export const SimilarSchema = z.object({
  tokens: z
    .number()
    .int()
    .describe('Number of tokens that the correlations are computed over: all content tokens of the analysis'),
  active: z
    .number()
    .int()
    .nullable()
    .describe(
      'Number of these tokens on which the feature is active; null if its activations are not stored',
    ),
  items: z.array(
    z.object({
      dictionary: z.string(),
      cosines: z
        .array(SimilarFeatureSchema)
        .nullable()
        .describe('By cosine of decoders; null at another model or hook, where it has no meaning'),
      correlations: z
        .array(SimilarFeatureSchema)
        .nullable()
        .describe(
          'By Pearson correlation of activations; null if those of one of the two dictionaries on this text are not stored on this server, which an analysis does',
        ),
    }),
  ),
  nextCursor: z.null(),
})
export type SimilarAnswer = z.infer<typeof SimilarSchema>

export const VectorQuerySchema = z.object({ format: z.enum(['json', 'safetensors']).default('json') })

export const VectorSchema = z.object({
  dictionary: z.string(),
  model: z.string(),
  hook: z.string(),
  index: z.number().int(),
  encoder: z.array(z.number()).describe('W_enc[:, index]'),
  encoderBias: z.number().nullable().describe('b_enc[index]; null for a neuron'),
  decoder: z.array(z.number()).describe('W_dec[index]'),
  decoderBias: z.array(z.number()).nullable().describe('b_dec, shared by all features; null for a neuron'),
  inputBias: z.boolean().describe('True if b_dec is subtracted from the input before the encoder'),
  decoderNorm: z.number().describe('The displayed activation is f times this norm'),
})
